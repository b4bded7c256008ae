//! Which places are behind when a server comes: the stages, and whatever else has a cursor because something official was
//! posted there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::SignedDuration;
use serenity::all::{ChannelId, Guild, GuildChannel, GuildId, MessageId};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use crate::catchup::{Behind, Reader};
use crate::domain::{self, CommunityId, Seen};
use crate::store::{Result, Tx};

use super::Parts;
use super::guild::{community, is_thread, readable};
use super::hear::posted_at;
use super::post::snowflake;

/// Of a floor, where members talk, so many pages are read.
const FLOOR_PAGES: u32 = 20;
/// A thread that is put away is looked at once more if it was read so lately.
const PUT_AWAY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So many servers are read at the same time.
const AT_ONCE: usize = 4;

/// A server that came, with what is behind in it.
pub(super) struct Arrived {
    pub(super) community: CommunityId,
    pub(super) round: u64,
    pub(super) places: Vec<Behind>,
}

impl Parts {
    /// The places of a server that are behind, stages first. What is seen for the first time begins at its newest message,
    /// or where the server was last heard of if something was posted there since; wherever it begins is kept before anything
    /// is read, for by then another place's cursor may have moved.
    pub(super) async fn behind(&self, tx: &mut Tx, guild: &Guild, fresh: bool) -> Result<Vec<Behind>> {
        let community = community(guild.id);
        let id = |text: &str| snowflake(text).map(|id| id.get());
        let cursors = tx.positions(&community).await?;
        let mut cursors: HashMap<ChannelId, u64> =
            cursors.iter().filter_map(|(place, at)| Some((ChannelId::new(id(place)?), at.parse().ok()?))).collect();
        let alive = cursors.values().max().copied().filter(|_| !fresh);
        let stages = tx.channels(&community).await?.into_iter().filter(|channel| channel.stage);
        let stages: HashSet<String> = stages.map(|channel| channel.id.0).collect();
        let mut places: Vec<&GuildChannel> = guild.channels.values().filter(|channel| readable(channel)).collect();
        places.extend(&guild.threads);
        let stage = |place: &GuildChannel| {
            let channel = place.parent_id.filter(|_| is_thread(place)).unwrap_or(place.id);
            stages.contains(&channel.to_string())
        };
        places.sort_by_key(|place| (!stage(place), place.id));
        let mut behind = Vec::new();
        for place in places {
            let (cursor, stage) = (cursors.remove(&place.id), stage(place));
            if cursor.is_none() && !stage {
                continue;
            }
            let newest = place.last_message_id.map_or(place.id.get() - 1, MessageId::get);
            let from = if fresh { None } else { cursor.or(alive.filter(|alive| *alive < newest)) };
            let begins = from.unwrap_or(newest);
            self.discord.places.follow(place.id, begins);
            if cursor != Some(begins) {
                tx.advance(&community, &place.id.to_string(), &begins.to_string()).await?;
            }
            let pages = if stage { u32::MAX } else { FLOOR_PAGES };
            behind.extend(from.map(|from| of(place.id, from, newest, pages)));
        }
        let late = self.clock.now() - PUT_AWAY;
        let mut rest: Vec<(ChannelId, u64)> = cursors.into_iter().filter(|_| !fresh).collect();
        rest.retain(|(_, at)| *at > 0 && posted_at(MessageId::new(*at)) > late);
        rest.sort();
        behind.extend(rest.into_iter().map(|(place, at)| of(place, at, at, FLOOR_PAGES)));
        Ok(behind)
    }

    /// Reads what is behind in every server that comes, for ever.
    pub(super) async fn catch_up(self, mut arrivals: mpsc::UnboundedReceiver<Arrived>) {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        let mut readers = JoinSet::new();
        while let Some(Arrived { community, round, places }) = arrivals.recv().await {
            while readers.try_join_next().is_some() {}
            let (parts, turns) = (self.clone(), Arc::clone(&turns));
            readers.spawn(async move {
                let (watch, platform, clock) = (&parts.app.watch, &parts.discord, &parts.clock);
                Reader { watch, platform, clock, community: &community, round, turns: &turns }.catch_up(&places).await;
                let positions = watch.store().read().await;
                let positions = async { positions?.positions(&community).await }.await.unwrap_or_default();
                for (place, position) in positions {
                    if let (Some(place), Ok(position)) = (snowflake(&place), position.parse()) {
                        parts.discord.places.follow(place.into(), position);
                    }
                }
                // A week may have waited for it.
                parts.wake.notify_one();
            });
        }
    }

    /// A message could not be read to its end when it came: its place is read again from before it, in time or after the
    /// next start. What was whole has been read behind it already, so that a floor's pages are enough.
    pub(super) async fn again(&self, guild: GuildId, place: ChannelId, message: MessageId) -> Result<()> {
        let (community, gaps) = (community(guild), self.app.watch.gaps());
        let (before, id) = (message.get() - 1, place.to_string());
        let channel = self.discord.places.parent(place).map_or(place, |(channel, _)| channel);
        let house = self.app.watch.house(&community).await?;
        if house.is_removed() {
            return Ok(());
        }
        let stage = house.is_stage(&domain::ChannelId(channel.to_string()));
        let pages = if stage && !gaps.is_whole(&community, &id) { u32::MAX } else { FLOOR_PAGES };
        let mut turn = self.app.watch.change(&community).await?;
        let cursor: Option<u64> = turn.tx.position(&community, &id).await?.and_then(|at| at.parse().ok());
        let (from, newest) = cursor.map_or((before, message.get()), |at| (at.min(before), at.max(message.get())));
        turn.tx.advance(&community, &id, &from.to_string()).await?;
        turn.commit().await?;
        // Only once somebody is sure to read it: what fails before is tried again as a whole.
        let round = gaps.again(&community, &id, self.clock.now());
        let _ = self.arrivals.send(Arrived { community, round, places: vec![of(place, from, newest, pages)] });
        Ok(())
    }

    /// How far a place is read with this message; none while the place is behind, or where the message is.
    pub(super) fn seen(&self, community: &CommunityId, place: ChannelId, message: MessageId) -> Option<Seen> {
        let behind = self.discord.places.is_behind(place, message);
        let place = place.to_string();
        let whole = !behind && self.app.watch.gaps().is_whole(community, &place);
        whole.then(|| Seen { place, position: message.to_string() })
    }
}

fn of(place: ChannelId, from: u64, newest: u64, pages: u32) -> Behind {
    let place = domain::ChannelId(place.to_string());
    Behind { place, from: from.to_string(), newest: newest.max(from).to_string(), pages }
}
