package heading

import "testing"

// TestBeginsInline: no character is passed over that an enumerator begins with.
func TestBeginsInline(t *testing.T) {
	for r := rune(0x80); r < 1<<16; r++ {
		_, han := hanNumber(string(r)+"是", 0)
		if (han > 0 || circledNumber(r) > 0) != beginsInline.Has(r) {
			t.Errorf("beginsInline.Has(%q) = %v", r, beginsInline.Has(r))
		}
	}
}
