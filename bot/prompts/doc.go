// Package prompts holds what language models are asked, as templates.
//
// Documents, questions and earlier answers are data. They are put into a prompt
// so that nothing in them can pass for a part of the prompt: not for the label
// of a passage, not for the end of one, and not for a token that a chat
// template gives a meaning to. Their words stay as they are.
package prompts
