package Harbour::Gate;
use strict;

=head1 NAME

The gates of the harbour.

sub no {

=cut

# Opens a gate unless the water is frozen.
sub open {
    my ($self) = @_;
}

sub shut { 1 }
1;
