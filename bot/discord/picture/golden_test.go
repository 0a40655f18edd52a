package picture_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/picture"
	"footnote/bot/discord/wire"
)

var update = flag.Bool("update", false, "write the golden files anew")

const prose = `# A heading
Some **bold**, *italic*, ***both***, __under__, ~~struck~~ and ` + "`a * b`" + ` with snake_case_names.
> quoted, and **loud**
> second line

1. First item, which is so long that it has to be broken somewhere before the right edge of the picture is reached.
2. Second item
   - below it
See [the report](<https://example.org/a?b=1&c=2>) [[1]](<https://example.org>), <https://example.org/bare> and <#7>, \*not italic\*.
` + "```" + `
Name     Count
Øresund      1
` + "```" + `
-# [1] A title — “what it says” & more <tags>
这个句子没有空格但是它很长所以必须在某个地方断开否则它会超出图片的右边缘这是不可以的因为读者看不到它`

func menu(id string) discordgo.SelectMenu {
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: id, Placeholder: "Footnotes",
		Options: []discordgo.SelectMenuOption{{Label: "[1] First", Value: "1", Description: "What it says"}, {Label: "[2] Second", Value: "2"}}}
}

func row(c ...discordgo.MessageComponent) discordgo.ActionsRow {
	return discordgo.ActionsRow{Components: c}
}

// views show all that can be drawn.
func views() map[string]picture.View {
	accent, large := 0x2c7d53, discordgo.SeparatorSpacingSizeLarge
	buttons := row(
		discordgo.Button{Label: "Primary", Style: discordgo.PrimaryButton}, discordgo.Button{Label: "Secondary", Style: discordgo.SecondaryButton},
		discordgo.Button{Label: "Success", Style: discordgo.SuccessButton}, discordgo.Button{Label: "Danger", Style: discordgo.DangerButton, Disabled: true},
		&discordgo.Button{Label: "Link", Style: discordgo.LinkButton, URL: "https://example.org"},
		discordgo.Button{Emoji: &discordgo.ComponentEmoji{Name: "👍"}, Style: discordgo.SecondaryButton})
	return map[string]picture.View{
		"text": {Title: "Text", About: "All of the Markdown.", Names: map[string]string{"7": "library"}, Parts: []picture.Part{
			picture.Said{Author: "Ada", Message: wire.Message{Content: "@Footnote What is <this> & \"that\"?"}},
			picture.Said{Author: "Footnote", App: true, Above: "Ada: @Footnote What is <this>?", Message: wire.Message{Content: prose}},
		}},
		"classic": {Title: "Classic components", About: "Buttons, menus, an embed and a file.", Names: map[string]string{"7": "library"}, Parts: []picture.Part{
			picture.Said{Author: "Footnote", App: true, Open: "open", Message: wire.Message{Content: "Choose:", Flags: wire.Ephemeral,
				Components: []discordgo.MessageComponent{row(menu("closed")), &discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu("open")}},
					row(discordgo.SelectMenu{MenuType: discordgo.ChannelSelectMenu, DefaultValues: []discordgo.SelectMenuDefaultValue{{ID: "7"}, {ID: "8"}}}),
					buttons}}},
			picture.Said{Author: "Footnote", App: true, Message: wire.Message{
				Embeds: []*discordgo.MessageEmbed{{Author: &discordgo.MessageEmbedAuthor{Name: "By somebody"}, Title: "An embed", URL: "https://example.org",
					Description: "With a **description**.\n> And a quote", Color: 0xb0404a, Footer: &discordgo.MessageEmbedFooter{Text: "The footer"},
					Fields: []*discordgo.MessageEmbedField{{Name: "One", Value: "1", Inline: true}, {Name: "Two", Value: "a value of two lines, at least", Inline: true}, {Name: "Three", Value: "All of the width"}}}},
				Files: []wire.File{{Name: "answer.md", Data: make([]byte, 2048)}}}},
		}},
		"card": {Title: "A card", About: "Components without content.", Parts: []picture.Part{
			picture.Said{Author: "Footnote", App: true, Message: wire.Message{Flags: wire.ComponentsV2 | wire.Ephemeral, Components: []discordgo.MessageComponent{
				discordgo.Container{AccentColor: &accent, Components: []discordgo.MessageComponent{
					discordgo.Section{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: "### [1] A title\n-# Its author"}},
						Accessory: discordgo.Button{Label: "Open", Style: discordgo.LinkButton, URL: "https://example.org"}},
					discordgo.Separator{Spacing: &large},
					discordgo.TextDisplay{Content: "The passage with **the quote** in it."},
					row(discordgo.Button{Label: "Before", Style: discordgo.SecondaryButton}, discordgo.Button{Label: "After", Style: discordgo.SecondaryButton}),
				}},
			}}},
		}},
		"input": {Title: "Input", About: "A command being typed, and a form.", Parts: []picture.Part{
			picture.Typed{Command: "ask", Options: []picture.Option{{Name: "question", Value: "When?"}, {Name: "source", Value: "dig"}}, Heading: "source",
				Choices: []picture.Choice{{Name: "Digital diplomacy (2025)"}, {Name: "private", About: "Only you see the answer"}}},
			picture.Form{Modal: wire.Modal{Title: "What was wrong?", Components: []discordgo.MessageComponent{
				row(discordgo.TextInput{CustomID: "reason", Label: "Reason", Style: discordgo.TextInputParagraph}),
				row(&discordgo.TextInput{CustomID: "n", Label: "How many", Style: discordgo.TextInputShort, Placeholder: "A number"})}},
				Values: map[string]string{"reason": "It is about another year."}, Cancel: "Cancel", Submit: "Submit"},
		}},
	}
}

func TestGolden(t *testing.T) {
	for name, view := range views() {
		t.Run(name, func(t *testing.T) {
			got := picture.Draw(view)
			wellFormed(t, got)
			file := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("differs from %s; if that is right, run with -update", file)
			}
			if again := picture.Draw(view); !bytes.Equal(again, got) {
				t.Error("a second drawing differs from the first")
			}
		})
	}
}
