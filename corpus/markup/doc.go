// Package markup walks through XML in one pass and within limits. It resolves
// no external references and expands no entities, so that a file can neither
// fetch anything nor grow.
package markup
