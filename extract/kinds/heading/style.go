package heading

import "zongjie/extract/text"

// style is a way of numbering. Labels of one style make one series.
type style uint8

// The styles, by the rank that they usually have: a style that comes later
// stands under one that comes earlier.
const (
	stylePart        style = iota // 第一部分 Part One
	styleChapter                  // 第一章 Chapter 1:
	styleSection                  // 第一节 Section 2
	styleFinancial                // 壹、
	styleHan                      // 一、
	styleRoman                    // I.
	styleOrdinal                  // 第一, First,
	styleCardinal                 // One,
	styleLetter                   // A.
	styleHanParen                 // (一)
	styleArabic                   // 1. 1、 1, 1
	styleDecimal                  // 1.1
	styleDecimal3                 // 1.1.1
	styleParen                    // (1) 1)
	styleLetterParen              // (a) a)
	styleRomanParen               // (i) i)
	styleCircled                  // ①
	styleArticle                  // 第一条 Article 5
	styleIs                       // 一是 The first is
	styles
)

// variant is how a style is written. A series keeps its variant unless its
// labels are damaged.
type variant uint8

const (
	variantDot   variant = iota // 1.
	variantPause                // 1、
	variantComma                // 1,
	variantColon                // 1:
	variantBoth                 // (1)
	variantHalf                 // 1)
	variantSpace                // 1 pressure load
	variantGlued                // 1加强
	variantWord                 // Five ladders
)

// label is one way to read the start of a block.
type label struct {
	text.Span
	title   int // where the title starts
	style   style
	variant variant
	number  int
	group   int // for 1.1 the number before its last point, for 1.1.1 both
	worth   int // how sure it is on its own, in points
}

// bare reports whether a label of style s and variant v is a mere number, so
// that only its neighbours can tell it from a quantity.
func bare(s style, v variant) bool {
	return v >= variantSpace && (s == styleHan || s == styleArabic || s == styleRoman || s == styleOrdinal)
}

// Worths of labels, in points. A series costs its first label openCost, so a
// label worth less cannot stand alone.
const (
	sure     = 300
	likely   = 250
	fair     = 150
	doubtful = 90
	damaged  = 60
)
