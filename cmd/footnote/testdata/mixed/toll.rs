//! The toll of the iron bridge.

/// The toll in pennies: six, and two more for each wheel above two.
pub fn toll(wheels: u32) -> u32 {
    6 + 2 * wheels.saturating_sub(2)
}
