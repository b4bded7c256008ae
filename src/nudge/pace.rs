//! How often a nudge would be false, told at the community's own pace.

use jiff::{SignedDuration, Timestamp};

use crate::domain::{CommunityId, Counts, Lang, Occasion, Sensitivity};
use crate::drift::{HEALTHY, messages_to_alarm};
use crate::i18n::say;
use crate::store::{Result, Tx};

/// The pace and the mix are those of the last weeks.
const WEEKS: i64 = 4;
/// From so many counted messages on, the community's own mix tells more than the healthy one.
pub const OWN_MIX: i64 = 30;
/// Ten years: what is rarer is only called rare.
const RARE: f64 = 520.0;

/// The counted messages of the last weeks, by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace(pub [i64; 4]);

impl Pace {
    /// What the last weeks of a community were like.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(tx: &mut Tx, community: &CommunityId, now: Timestamp) -> Result<Self> {
        let from = now - SignedDuration::from_hours(WEEKS * 7 * 24);
        let to = now + SignedDuration::from_millis(1);
        let messages = tx.messages_between(community, (from, to), None, None).await?;
        let mut counted = [0; 4];
        for message in messages.iter().filter(|m| m.counts == Counts::Yes && m.occasion == Occasion::None) {
            counted[usize::from(message.value.number())] += 1;
        }
        Ok(Self(counted))
    }

    /// How many messages these are.
    #[must_use]
    pub fn counted(self) -> i64 {
        self.0.iter().sum()
    }

    /// "about one false note in 9 weeks"
    #[must_use]
    pub fn rate(self, lang: Lang, step: Sensitivity) -> String {
        let n = self.counted();
        let mix = if n < OWN_MIX { HEALTHY } else { self.0.map(|of| of as f64 / n as f64) };
        let posts = messages_to_alarm(mix, step.limit());
        let weeks = posts / (n as f64 / WEEKS as f64);
        if n == 0 {
            // To the ten: the rate is exact, the mix is not.
            say(lang, "settings-sensitivity-in-posts", &[("posts", ((posts / 10.0).round() as i64 * 10).into())])
        } else if weeks > RARE {
            say(lang, "settings-sensitivity-rare", &[])
        } else if weeks < 1.0 {
            say(lang, "settings-sensitivity-often", &[])
        } else {
            say(lang, "settings-sensitivity-in-weeks", &[("weeks", (weeks.round() as i64).into())])
        }
    }
}
