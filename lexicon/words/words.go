// Package words cuts Chinese text into words with the gse dictionary.
package words

import (
	"sync"

	"github.com/go-ego/gse"
)

var load = sync.OnceValue(func() *gse.Segmenter {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		panic(err) // the dictionary is part of the program
	}
	return seg
})

// Ends returns the byte offsets at which the words of s end, in order.
func Ends(s string) []int {
	words := load().Segment([]byte(s))
	ends := make([]int, len(words))
	for i := range words {
		ends[i] = words[i].End()
	}
	return ends
}

// Query returns the words of s.
func Query(s string) []string {
	var list []string
	at := 0
	for _, end := range Ends(s) {
		list = append(list, s[at:end])
		at = end
	}
	return list
}
