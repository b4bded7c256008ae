//! What a community may set. A setting is a row (scope, key, JSON value); what is not set has the default here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{ChannelId, Lang};

/// All settings of one community.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The brand's name in the digest's title and in what members read.
    pub brand: String,
    /// The language of what the bot says unasked, and of texts too short to tell.
    pub language: Lang,
    /// IANA name of the community's time zone.
    pub time_zone: String,
    /// Where notes and questions to the staff go.
    pub staff_channel: Option<ChannelId>,
    /// Where members complain about the bot.
    pub contact: String,
    /// When and where the weekly digest is posted.
    pub digest: DigestTime,
    /// How soon drift is called drift.
    pub sensitivity: Sensitivity,
    /// What is kept and shown about people.
    pub people: People,
    /// Whether nudges go out.
    pub nudging: Nudging,
    /// Heuristics and words for all channels.
    pub rules: ChannelRules,
    /// Heuristics and words for single channels, on top of `rules`.
    #[serde(skip)]
    pub channels: BTreeMap<ChannelId, ChannelRules>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            brand: "brand".into(),
            language: Lang::En,
            time_zone: "Europe/Berlin".into(),
            staff_channel: None,
            contact: String::new(),
            digest: DigestTime::default(),
            sensitivity: Sensitivity::Balanced,
            people: People::OwnEyes,
            nudging: Nudging::On,
            rules: ChannelRules::default(),
            channels: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Settings from stored rows of (scope, key, JSON value): scope is empty for the community, else a channel id
    /// whose only key is `rules`.
    ///
    /// # Errors
    /// The first row that is no JSON, has an unknown key, or does not fit its key, as a sentence.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Result<Self, String> {
        let mut own = Map::new();
        let mut channels = BTreeMap::new();
        for (scope, key, value) in rows {
            let json: Json = serde_json::from_str(value).map_err(|e| format!("setting {key}: {e}"))?;
            if scope.is_empty() {
                own.insert(key.to_owned(), json);
            } else {
                let rules = serde_json::from_value(json).map_err(|e| format!("setting {key} of {scope}: {e}"))?;
                channels.insert(ChannelId::from(scope), rules);
            }
        }
        let settings: Self = serde_json::from_value(Json::Object(own)).map_err(|e| format!("settings: {e}"))?;
        Ok(Self { channels, ..settings })
    }

    /// The community's time zone; UTC if the stored name is unknown to this build's database.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The rules that hold in a channel: the community's and the channel's own together.
    #[must_use]
    pub fn rules_of(&self, channel: &ChannelId) -> ChannelRules {
        let mut rules = self.rules.clone();
        if let Some(own) = self.channels.get(channel) {
            rules.off.extend(own.off.iter().cloned());
            rules.substance.extend(own.substance.iter().cloned());
            rules.padding.extend(own.padding.iter().cloned());
        }
        rules
    }
}

/// Heuristics that are off, and a brand's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChannelRules {
    /// Ids of heuristics that are not used.
    pub off: BTreeSet<String>,
    /// Terms that count as substance.
    pub substance: BTreeSet<String>,
    /// Phrases that count as padding.
    pub padding: BTreeSet<String>,
}

/// When and where the digest is posted; local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DigestTime {
    /// Day of the week, `monday` to `sunday`.
    #[serde(with = "weekday")]
    pub weekday: Weekday,
    /// 0..=23.
    pub hour: i8,
    /// The channel; the staff channel when none is set.
    pub channel: Option<ChannelId>,
}

impl Default for DigestTime {
    fn default() -> Self {
        Self { weekday: Weekday::Monday, hour: 9, channel: None }
    }
}

/// How soon drift is called drift: the limit H of the CUSUM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// H 7.5.
    Relaxed,
    /// H 6.
    Balanced,
    /// H 4.5.
    Strict,
}

impl Sensitivity {
    /// All steps.
    pub const ALL: [Self; 3] = [Self::Relaxed, Self::Balanced, Self::Strict];

    /// The limit H at which drift alarms.
    #[must_use]
    pub fn limit(self) -> f64 {
        [7.5, 6.0, 4.5][self as usize]
    }

    /// The step's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["relaxed", "balanced", "strict"][self as usize]
    }
}

/// What is kept and shown about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum People {
    /// Drift per channel, no account ids with assessments.
    #[serde(rename = "off")]
    Off,
    /// Drift per account, shown to that account alone; ids erased after 35 days.
    #[serde(rename = "self")]
    OwnEyes,
    /// Per-account rows and audits for admins.
    #[serde(rename = "named")]
    Named,
}

impl People {
    /// All modes.
    pub const ALL: [Self; 3] = [Self::Off, Self::OwnEyes, Self::Named];

    /// `off`, `self` or `named`.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["off", "self", "named"][self as usize]
    }
}

/// Whether nudges go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nudging {
    /// Drift is recorded only, until an admin decides.
    Observe,
    /// Nudges go out.
    On,
    /// Only the digest is posted.
    DigestOnly,
}

impl Nudging {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Observe, Self::On, Self::DigestOnly];

    /// `observe`, `on` or `digest`.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["observe", "on", "digest"][self as usize]
    }
}

/// Weekdays by their English names in lower case.
mod weekday {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    pub(super) fn serialize<S: Serializer>(day: &Weekday, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(NAMES[usize::from(day.to_monday_zero_offset().unsigned_abs())])
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Weekday, D::Error> {
        let name = String::deserialize(d)?;
        let index = NAMES.iter().position(|n| *n == name).ok_or_else(|| D::Error::custom("no day of the week"))?;
        Weekday::from_monday_zero_offset(index as i8).map_err(D::Error::custom)
    }
}
