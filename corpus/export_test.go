package corpus

import "fmt"

// LimitPages makes the database as full as a disk is that has n pages.
func (s *Store) LimitPages(n int) error {
	s.db.SetMaxOpenConns(1)
	_, err := s.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n))
	return err
}

// BeginAndLeave deletes every report in a transaction that does not end.
func (s *Store) BeginAndLeave() error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM files")
	return err
}

// Alter runs a statement that no program of ours would.
func (s *Store) Alter(statement string) error {
	_, err := s.db.Exec(statement)
	return err
}
