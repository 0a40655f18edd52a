<?php
namespace Harbour;

/**
 * A gate of the harbour.
 */
#[Entity]
final class Gate implements Moves
{
    public function __construct(private string $name) {}

    /** Opens it unless the water is frozen. */
    public static function open(array $options = []): bool
    {
        $text = <<<TEXT
function no() {
TEXT;
        return true;
    }
}

# Shuts a gate.
function shut(Gate $gate) { return "}"; }

interface Moves { public function moved(); }
