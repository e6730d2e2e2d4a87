package kinds

import "zongjie/extract"

// describe finds what is known of a document as a whole.
func describe(p *extract.Pass) { p.Meta.TitleBlock = -1 }
