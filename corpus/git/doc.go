// Package git reads the documents of a git repository.
//
// The newest commit of one branch is fetched over the smart HTTP protocol,
// without its history, and laid out as plain files, which corpus.Files reads.
// No program is run, no hook, filter or configuration of the repository is
// obeyed, and the checkout holds neither links nor anything of git's own.
//
// A sync with an unchanged branch asks for its head and no more. Otherwise the
// objects that are new are fetched, and the checkout is changed where it
// differs, so that the files that stayed keep their times. Whatever is damaged
// or missing in the folder of the source is made again from the remote.
package git
