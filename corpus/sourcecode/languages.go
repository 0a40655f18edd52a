package sourcecode

import "regexp"

var (
	doubleQuote = quote{open: `"`, close: `"`, escapes: true}
	singleQuote = quote{open: `'`, close: `'`, escapes: true}
	character   = quote{open: `'`, close: `'`, escapes: true, short: true}
	backquote   = quote{open: "`", close: "`", escapes: true, lines: true}
	threeDouble = quote{open: `"""`, close: `"""`, escapes: true, lines: true}
	threeSingle = quote{open: `'''`, close: `'''`, escapes: true, lines: true}
	slashStar   = comment{open: "/*", close: "*/"}
)

// Words that may stand before a declaration, and that look like functions.
const (
	modifiers = `(?:(?:export|default|public|private|protected|internal|static|final|abstract|sealed|open|override|virtual|async|partial|readonly|inline|` +
		`extern|unsafe|const|pub(?:\([^)]*\))?|declare|data|inner|value|enum|suspend|operator|infix|tailrec|external|expect|actual|mutating|indirect|` +
		`fileprivate|convenience|required|lazy|weak|implicit|case|new|strictfp|synchronized|native|transient|volatile|abstract|non-sealed|base|interface|mixin|final)\s+)*`
	annotations = `(?:(?:@[\w.]+(?:\([^()]*\))?|#\[[^\]]*\]|\[[^\]\n]*\])\s*)*`
	start       = `(?m)^[ \t]*` + annotations + modifiers
	// parameters are what stands in brackets behind a name.
	parameters = `\((?:[^;()]|\((?:[^()]|\([^()]*\))*\))*\)`
)

// grammars are those of the languages, by the extensions of names.
var grammars = func() map[string]*grammar {
	all := map[string]*grammar{}
	for _, l := range []struct {
		grammar    grammar
		extensions []string
	}{
		{golang, []string{".go"}},
		{python, []string{".py", ".pyi", ".pyw"}},
		{javascript, []string{".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"}},
		{java, []string{".java", ".groovy", ".gradle"}},
		{kotlin, []string{".kt", ".kts", ".scala", ".swift", ".dart"}},
		{c, []string{".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".ino", ".cu"}},
		{csharp, []string{".cs"}},
		{rust, []string{".rs"}},
		{ruby, []string{".rb", ".rake"}},
		{php, []string{".php"}},
		{shell, []string{".sh", ".bash", ".zsh", ".ksh"}},
		{sql, []string{".sql"}},
		{lua, []string{".lua"}},
		{perl, []string{".pl", ".pm"}},
	} {
		g := l.grammar.with()
		for _, extension := range l.extensions {
			all[extension] = g
		}
	}
	return all
}()

var golang = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar},
	quotes:   []quote{doubleQuote, character, {open: "`", close: "`", lines: true}},
	declares: regexp.MustCompile(`(?m)^(?P<kind>func|type|const|var)\s+(?:\([^)]*\)\s*)?(?P<name>\w+)`),
	find:     braces, parse: parseGo,
}

var python = grammar{
	lineComments: []string{"#"}, quotes: []quote{threeDouble, threeSingle, doubleQuote, singleQuote}, docstrings: true,
	declares:   regexp.MustCompile(`^[ \t]*(?:async[ \t]+)?(?P<kind>def|class)[ \t]+(?P<name>\w+)`),
	containers: set("class"), above: regexp.MustCompile(`^[ \t]*@`), find: lines,
}

var javascript = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, quotes: []quote{doubleQuote, singleQuote, backquote}, patterns: true,
	declares: regexp.MustCompile(start + `(?:(?P<kind>class|interface|enum|namespace|module|type|function)\b\s*\*?\s*(?P<name>[\w$.]+)|` +
		`(?:const|let|var)\s+(?P<name>[\w$]+)(?:\s*:[^=\n]+)?\s*=\s*(?:async\s*)?(?:function\b|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?::[^=\n]+)?=>|[\w$]+\s*=>))`),
	functions:  regexp.MustCompile(start + `(?:get\s+|set\s+|\*\s*)?(?P<name>[#\w$]+)\s*(?:<[^<>()]*>)?` + parameters + `\s*(?::[^;{}]+)?\z`),
	containers: set("class", "interface", "namespace", "module"), find: braces,
}

var java = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, quotes: []quote{threeDouble, doubleQuote, singleQuote},
	declares:   regexp.MustCompile(start + `(?P<kind>class|interface|enum|record|@interface|trait|def)\s+(?P<name>\w+)`),
	functions:  regexp.MustCompile(start + `(?:<[^()]*>\s*)?(?:[\w.$]+(?:<[^()]*>)?(?:\[\])*\s+)?(?P<name>\w+)\s*` + parameters + `\s*(?:throws\s+[\w.,\s]+)?(?:default\s[^;{}]*)?\z`),
	containers: set("class", "interface", "enum", "record", "@interface", "trait"), find: braces,
}

// kotlin serves the languages that announce functions by a word and end lines
// without a semicolon.
var kotlin = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, nested: true,
	quotes: []quote{threeDouble, threeSingle, doubleQuote, singleQuote},
	declares: regexp.MustCompile(start + `(?P<kind>class|interface|object|trait|struct|protocol|extension|enum|mixin|actor|typedef|typealias|fun|func|def)\s+` +
		`(?:<[^<>()]*>\s*)?(?P<name>[\w.]+)`),
	functions:  regexp.MustCompile(start + `(?:[\w.]+(?:<[^()]*>)?\??\s+)?(?P<name>\w+)\s*` + parameters + `\s*(?:async\*?|sync\*)?\s*(?:throws|rethrows)?\s*\z`),
	containers: set("class", "interface", "object", "trait", "struct", "protocol", "extension", "enum", "mixin", "actor"), find: braces,
}

var c = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, preprocessor: true,
	quotes:   []quote{{open: `R"(`, close: `)"`, lines: true}, doubleQuote, singleQuote},
	declares: regexp.MustCompile(`(?m)^[ \t]*(?:template\s*<[^;{}]*>\s*)?(?:typedef\s+|static\s+|inline\s+)*(?P<kind>class|struct|union|enum|namespace|extern)\b(?:\s+(?:class|struct)\b|\s*"\s*")?(?:\s+\[\[[^\]]*\]\])?\s*(?P<name>[\w:]*)\s*(?:final\s*)?(?::[^;{}()]*)?\z`),
	functions: regexp.MustCompile(`^(?:template\s*<[^;{}]*>\s*)?(?:[\w:<>,*&~\[\]]+\s+)*[*&]*(?P<name>(?:\w+(?:<[^()<>]*>)?::)*(?:operator\s*[^\s\w(]+(?:\(\))?|operator\s+[\w:]+[*&]*|~?\w+))\s*` +
		parameters + `[\w\s:&,()<>*\-]*\z`),
	containers: set("class", "struct", "union", "namespace", "extern"), spaces: set("namespace", "extern"), find: braces,
}

var csharp = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, preprocessor: true,
	quotes:     []quote{threeDouble, {open: `@"`, close: `"`, lines: true}, {open: `$@"`, close: `"`, lines: true}, doubleQuote, singleQuote},
	declares:   regexp.MustCompile(start + `(?:ref\s+)?(?P<kind>class|interface|struct|enum|record|delegate|namespace)\s+(?:struct\s+|class\s+)?(?P<name>[\w.]+)`),
	functions:  regexp.MustCompile(start + `(?:[\w.?]+(?:<[^()]*>)?\??(?:\[,*\])*\s+)?(?P<name>~?[\w.]+)\s*(?:<[^()]*>)?\s*` + parameters + `\s*(?:where\s[^;{}]*|:\s*(?:base|this)\s*\([^;{}]*\)\s*|=>[^;{}]*)?\z`),
	containers: set("class", "interface", "struct", "record", "namespace"), spaces: set("namespace"), find: braces,
}

var rust = grammar{
	lineComments: []string{"//"}, blockComments: []comment{slashStar}, nested: true,
	quotes: []quote{{open: `r#"`, close: `"#`, lines: true}, {open: `r"`, close: `"`, lines: true}, {open: `"`, close: `"`, escapes: true, lines: true}, character},
	declares: regexp.MustCompile(start + `(?:(?P<kind>fn|struct|enum|union|trait|type|mod|macro_rules!|static|const)\s+(?:mut\s+)?(?P<name>\w+)|` +
		`(?P<kind>impl)\b\s*(?:<[^{}]*?>\s*)?(?P<name>[\w:<>&', ]+?(?:\s+for\s+[\w:<>&', ]+?)?)\s*(?:where\b[^{}]*)?\z)`),
	containers: set("impl", "trait", "mod"), find: braces,
}

var ruby = grammar{
	lineComments: []string{"#"}, blockComments: []comment{{open: "=begin", close: "=end", lines: true}},
	quotes: []quote{{open: `"`, close: `"`, escapes: true, lines: true}, {open: `'`, close: `'`, escapes: true, lines: true}}, heredocs: true,
	declares:   regexp.MustCompile(`^[ \t]*(?:private\s+|protected\s+|private_class_method\s+)?(?P<kind>def|class|module)[ \t]+(?P<name>[\w.:]+[?!=]?)`),
	containers: set("class", "module"), find: lines,
}

var php = grammar{
	lineComments: []string{"//", "#"}, blockComments: []comment{slashStar},
	quotes: []quote{{open: `"`, close: `"`, escapes: true, lines: true}, {open: `'`, close: `'`, escapes: true, lines: true}}, heredocs: true,
	declares:   regexp.MustCompile(`(?im)^[ \t]*(?:<\?php\s+)?(?:#\[[^\]]*\]\s*)*(?:(?:abstract|final|public|protected|private|static|readonly)\s+)*(?P<kind>class|interface|trait|enum|function)\s+&?(?P<name>\w+)`),
	containers: set("class", "interface", "trait", "enum"), find: braces,
}

var shell = grammar{
	lineComments: []string{"#"}, heredocs: true,
	quotes:   []quote{{open: `"`, close: `"`, escapes: true, lines: true}, {open: `'`, close: `'`, lines: true}},
	declares: regexp.MustCompile(`^(?:(?P<kind>function)[ \t]+(?P<name>[\w.:-]+)|(?P<name>[\w.:-]+)[ \t]*\([ \t]*\))`), find: lines,
}

var sql = grammar{
	lineComments: []string{"--"}, blockComments: []comment{slashStar},
	quotes:   []quote{{open: `'`, close: `'`, lines: true}, {open: "$$", close: "$$", lines: true}},
	declares: regexp.MustCompile("(?i)^[ \t]*create[ \t]+(?:or[ \t]+(?:replace|alter)[ \t]+)?(?:(?:temp|temporary|unlogged|global|local|unique|external|recursive|definer[ \t]*=[ \t]*\\S+)[ \t]+)*(?P<kind>table|(?:materialized[ \t]+)?view|function|procedure|trigger|index|type|domain|schema|sequence|package(?:[ \t]+body)?|event|policy|extension|database)[ \t]+(?:concurrently[ \t]+)?(?:if[ \t]+(?:not[ \t]+)?exists[ \t]+)?(?:only[ \t]+)?(?P<name>\"[^\"\n]+\"|[\\w.\"`\\[\\]]+)"),
	find:     lines,
}

var lua = grammar{
	lineComments: []string{"--"}, blockComments: []comment{{open: "--[[", close: "]]"}}, quotes: []quote{{open: "[[", close: "]]", lines: true}, doubleQuote, singleQuote},
	declares: regexp.MustCompile(`^(?:local[ \t]+)?(?:(?P<kind>function)[ \t]+(?P<name>[\w.:]+)|(?P<name>[\w.]+)[ \t]*=[ \t]*function\b)`), find: lines,
}

var perl = grammar{
	lineComments: []string{"#"}, blockComments: []comment{{open: "=pod", close: "\n=cut", lines: true}, {open: "=head", close: "\n=cut", lines: true}, {open: "=item", close: "\n=cut", lines: true}, {open: "=over", close: "\n=cut", lines: true}},
	quotes: []quote{doubleQuote, singleQuote}, heredocs: true,
	declares: regexp.MustCompile(`^(?P<kind>sub|package)[ \t]+(?P<name>[\w:]+)`), find: lines,
}
