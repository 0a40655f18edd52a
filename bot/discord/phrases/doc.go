// Package phrases holds every text that the bot itself says, in English,
// Russian, Chinese, German, Spanish and French.
//
// The texts stand in texts/, a file for each language and a line for each text:
//
//	"error.question.long" = "The question is too long: at most {0} characters."
//
// In a text, {0} is the first argument and {1} the second. A word that depends on
// a number is written with its forms: {0|minute|minutes} is the one that goes with
// the first argument, as a quantity; {0#st|nd|rd|th} the one that goes with it as
// a rank. A language has as many forms as its grammar asks for, in the order of
// the table in languages.go.
//
// To add a text, add a constant to keys.go and a line to each file.
package phrases
