#!/bin/sh
# Opens and shuts the gates of the harbour.
set -eu

# Opens a gate unless the water is frozen.
open_gate() {
	echo "it's } open" # shut() {
}

function shut_gate {
	cat <<-END
	no() {
	END
}

# Which one?
main() { open_gate "$@"; }
main
