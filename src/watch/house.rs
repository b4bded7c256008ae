//! What the pipeline knows of a community besides the event at hand.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::{ChannelId, CommunityId, Roster, Settings};
use crate::engine::markup::Markup;
use crate::engine::{Hints, Rules};
use crate::store::{Channel, Result, Tx};

/// A community's settings, senders and channels, ready for use.
#[derive(Debug)]
pub struct House {
    /// What it set.
    pub settings: Settings,
    /// Its time zone.
    pub zone: TimeZone,
    /// Who is official.
    pub roster: Roster,
    removed: bool,
    pauses: Vec<(Timestamp, Timestamp)>,
    channels: HashMap<ChannelId, Channel>,
    rules: HashMap<ChannelId, Rules>,
    rules_elsewhere: Rules,
}

impl House {
    /// Reads it.
    ///
    /// # Errors
    /// When the store fails, or holds settings that cannot be read.
    pub async fn read(tx: &mut Tx, community: &CommunityId) -> Result<Self> {
        let settings = tx.settings(community).await?;
        let roster = tx.roster(community).await?;
        let removed = tx.community(community).await?.is_none_or(|known| known.removed_at.is_some());
        let pauses = tx.pauses(community).await?;
        let channels = tx.channels(community).await?.into_iter().map(|c| (c.id.clone(), c)).collect();
        let of = |id: &ChannelId| (id.clone(), Rules::from(&settings.rules_of(id)));
        let rules = settings.channels.keys().map(of).collect();
        let rules_elsewhere = Rules::from(&settings.rules);
        Ok(Self { zone: settings.zone(), settings, roster, removed, pauses, channels, rules, rules_elsewhere })
    }

    /// Whether the bot is not there: the community removed it, or it never came, or it left and forgot.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.removed
    }

    /// Whether the community rests at a moment.
    #[must_use]
    pub fn is_paused(&self, at: Timestamp) -> bool {
        self.pauses.iter().any(|(began, ends)| (*began..*ends).contains(&at))
    }

    /// Whether a channel is a stage: announcements, news, where not everybody can post. Unknown channels are floor.
    #[must_use]
    pub fn is_stage(&self, channel: &ChannelId) -> bool {
        self.channels.get(channel).is_some_and(|c| c.stage)
    }

    /// A channel's name for people, such as `#news`; made of its id when it is unknown.
    #[must_use]
    pub fn channel_name(&self, channel: &ChannelId) -> String {
        format!("#{}", self.channels.get(channel).map_or(channel.as_str(), |c| &c.name))
    }

    /// The known channels, in no order.
    pub fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.channels.values()
    }

    /// The rules that hold in a channel.
    #[must_use]
    pub fn rules(&self, channel: &ChannelId) -> &Rules {
        self.rules.get(channel).unwrap_or(&self.rules_elsewhere)
    }

    /// What the engine is told of a message of a channel; `reply` when it answers one member.
    #[must_use]
    pub fn hints(&self, channel: &ChannelId, reply: bool) -> Hints<'_> {
        let rules = self.rules(channel);
        Hints { lang: None, home: self.settings.language, reply, markup: Markup::Discord, rules }
    }
}
