//! The golden ratio among whole numbers: its multiples are spread evenly, which serves hashing and chance alike.

/// 2^64 divided by the golden ratio.
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Chance that is the same each time (SplitMix64; Steele, Lea and Flood 2014), from a seed.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 to `end`, without `end`, which is not 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    /// A number from -`limit` to `limit`.
    pub(crate) fn between(&mut self, limit: f32) -> f32 {
        let unit = (self.roll() >> 40) as f32 / (1_u64 << 24) as f32;
        (2.0 * unit - 1.0) * limit
    }

    /// Fisher and Yates.
    pub(crate) fn shuffle(&mut self, list: &mut [usize]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i as u64 + 1) as usize);
        }
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_that_of_the_reference() {
        let mut dice = Dice(0);
        assert_eq!(
            [(); 3].map(|()| dice.roll()),
            [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]
        );
    }
}
