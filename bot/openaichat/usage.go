package openaichat

import (
	"fmt"
	"math/bits"

	"footnote/bot"
	"footnote/corpus"
)

// messageTokens is about what a chat template adds to each message.
const messageTokens = 8

// estimate is about how many tokens a prompt has.
func estimate(prompt bot.Prompt) int {
	return corpus.Tokens(prompt.System) + corpus.Tokens(prompt.User) + 2*messageTokens
}

// wasCut reports whether a server that counted so many tokens of a prompt can
// not have read the whole of it. The estimate may be far off for a language, so
// that a count is only suspicious if it is exactly the context, as configured or
// of a usual size, close below one and much too small, or out of all proportion.
func wasCut(counted, estimated, context int) bool {
	switch {
	case counted <= 0 || estimated < 512: // not counted, or too little to tell
		return false
	case counted == context || isContextSize(counted):
		return estimated*2 > counted
	case counted*10 < estimated*6 && nearContextSize(counted):
		return true
	}
	return counted*10 < estimated*4
}

// isContextSize reports whether n is 1024, 1536, 2048, 3072, 4096, 6144, ...
func isContextSize(n int) bool {
	if n < 1024 {
		return false
	}
	odd := n >> bits.TrailingZeros(uint(n))
	return odd == 1 || odd == 3
}

// nearContextSize reports whether n is at most 3 % below such a size.
func nearContextSize(n int) bool {
	for size := 1024; size <= 1<<24; size *= 2 {
		for _, s := range []int{size, size / 2 * 3} {
			if n <= s && n*100 >= s*97 {
				return true
			}
		}
	}
	return false
}

// warnings tell what the user should mend although the reply came.
func warnings(prompt bot.Prompt, counted, context int) []string {
	estimated := estimate(prompt)
	if !wasCut(counted, estimated, context) {
		return nil
	}
	read := fmt.Sprintf("the server read only %d of about %d tokens of the prompt", counted, estimated)
	if estimated <= counted {
		read = fmt.Sprintf("the server read exactly %d tokens of the prompt, so that it seems to have cut it", counted)
	}
	return []string{read + ": its context is too small; with Ollama, set OLLAMA_CONTEXT_LENGTH or num_ctx in a Modelfile"}
}
