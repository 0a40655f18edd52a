// Package office holds what the files of all office programs have in common:
// how they are opened, and what they say about themselves.
package office
