package index

import "zongjie/corpus"

// Rewrite indexes reports whether or not they are indexed.
func (x *Index) Rewrite(reports []corpus.Report) error { return x.add(reports) }
