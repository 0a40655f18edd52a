//! Opens and shuts the gates of the harbour.

/// How high the water may stand.
pub const MAX_LEVEL: u32 = 4;

/// What is known of a gate.
#[derive(Debug, Clone)]
pub struct Gate<'a> {
    name: &'a str,
}

impl<'a> Gate<'a> {
    /// Opens it unless the water is frozen.
    pub fn open(&mut self) -> Result<(), Fault> {
        let c = '{';
        Ok(())
    }
}

impl<'a> std::fmt::Display for Gate<'a> {
    fn fmt(&self, f: &mut Formatter) -> Result { write!(f, "{}", self.name) }
}

pub trait Moves {
    // Moves.
    fn moves(&self);
}

macro_rules! gates {
    () => {};
}

#[cfg(test)]
mod tests {
    /* It works. */
    #[test]
    fn works() {}
}
