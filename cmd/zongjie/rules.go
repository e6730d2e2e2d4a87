package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
)

// rulesFlag is the flag --lexicon of the commands that extract facts: a folder
// of the user's own words and rules.
type rulesFlag struct{ dir string }

func (f *rulesFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "lexicon", "", "a folder of your own words (*.tsv) and rules (*.rules)")
}

// engine makes the engine of the built-in words and rules and the user's own.
// A mistake in the user's is wrong usage.
func (f *rulesFlag) engine() (*extract.Engine, error) {
	if f.dir == "" {
		return kinds.Load()
	}
	if info, err := os.Stat(f.dir); err != nil || !info.IsDir() {
		return nil, usageError{fmt.Errorf("--lexicon: there is no folder %s", f.dir)}
	}
	engine, err := kinds.Load(os.DirFS(f.dir))
	if err == nil {
		err = errors.Join(pipeline.CheckOwn(engine)...)
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("mistakes in %s:\n%w", f.dir, err)}
	}
	return engine, nil
}
