package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestDecodeScripts reads texts of many scripts in the encodings of old.
func TestDecodeScripts(t *testing.T) {
	const (
		chinese   = "磨坊建成于1788年，此前的磨坊被洪水冲走了。它立在渡口上方三十米处，测量员说那里很难施工。\n"
		formosan  = "磨坊建成於1788年，此前的磨坊被洪水沖走了。它立在渡口上方三十米處，測量員說那裡很難施工。\n"
		japaneseS = "水車小屋は洪水に流されたあと、1788年に完成した。渡し場から三十メートル上の棚に立っている。\n"
		koreanS   = "물레방아는 홍수가 첫 방아를 쓸어 간 뒤 1788년에 완성되었다. 나루에서 30미터 위에 서 있다.\n"
		greek     = "Ο μύλος τελείωσε το 1788, αφού η πλημμύρα πήρε τον πρώτο μαζί με τον μυλωνά και τις δύο χήνες του.\n"
		hebrew    = "הטחנה הושלמה בשנת 1788, אחרי שהשיטפון סחף את הראשונה עם הטוחן ושני אווזיו. היא עומדת מעל המעבר.\n"
		arabic    = "اكتملت الطاحونة في سنة 1788 بعد أن جرف السيل الطاحونة الأولى مع الطحان وإوزتيه فوق المخاضة.\n"
		turkish   = "Değirmen, sel ilkini götürdükten sonra 1788 yılında bitirildi ve geçidin üstünde bir taş basamağında durur. En iyi güzünde çok arpa öğüttü.\n"
		french    = "Le moulin fut achevé en 1788, après que la crue eut emporté le premier ; la meunière y a été très occupée.\n"
		polish    = "Młyn ukończono w roku 1788, gdy powódź zabrała pierwszy; stoi na półce, którą mierniczy nazwali trudną, ale się nie obraca.\n"
	)
	for name, tt := range map[string]struct {
		text     string
		encoding encoding.Encoding
		says     string
	}{
		"GB 18030":     {chinese, simplifiedchinese.GB18030, "GB 18030"},
		"GBK":          {chinese, simplifiedchinese.GBK, "GB 18030"},
		"Big5":         {formosan, traditionalchinese.Big5, "Big5"},
		"Shift JIS":    {japaneseS, japanese.ShiftJIS, "Shift JIS"},
		"EUC-JP":       {japaneseS, japanese.EUCJP, "EUC-JP"},
		"EUC-KR":       {koreanS, korean.EUCKR, "EUC-KR"},
		"Greek":        {greek, charmap.ISO8859_7, "Windows 1253"},
		"Hebrew":       {hebrew, charmap.Windows1255, "Windows 1255"},
		"Arabic":       {arabic, charmap.Windows1256, "Windows 1256"},
		"Turkish":      {turkish, charmap.ISO8859_9, "Windows 1254"},
		"French still": {french, charmap.ISO8859_1, "Windows 1252"},
		"Polish still": {polish, charmap.ISO8859_2, "ISO 8859-2"},
	} {
		data, err := tt.encoding.NewEncoder().String(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, times := range []int{1, 400} { // a sample may end within a sign
			text, fault := decode([]byte(strings.Repeat(data, times)))
			if fault == nil || fault.Kind != Doubtful || !strings.Contains(fault.Error(), tt.says) {
				t.Errorf("%s: the fault is %v", name, fault)
			}
			if want := strings.Repeat(tt.text, times); text != want {
				t.Errorf("%s is read as %.100q", name, text)
			}
		}
	}
}

// TestDecodeEBCDIC refuses what has no blanks where all others have them.
func TestDecodeEBCDIC(t *testing.T) {
	data, err := charmap.CodePage037.NewEncoder().String(strings.Repeat("The mill was built in 1788 and stands above the ford. ", 20))
	if err != nil {
		t.Fatal(err)
	}
	if text, fault := decode([]byte(data)); fault == nil || fault.Kind != Refused {
		t.Errorf("read as %.50q, %v", text, fault)
	}
}
