package snowball

func newEnglishSpelling() func(string) string { return func(s string) string { return s } }
