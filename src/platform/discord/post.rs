//! The way outwards: posting, finding what was posted, and fetching words as they stand.

use std::num::NonZeroU64;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use serenity::all::{ChannelId, LightMethod, Message, MessageId, RoleId, Route};
use serenity::http::Request;

use crate::domain::{self, AccountId, CommunityId, Roster};
use crate::platform::{Failure, Health, Page, Part, Platform, Post, Reach, Venue, discord_link};

use super::failure::{GONE, NO_CHANNEL, PATIENCE, patiently, within};
use super::{Discord, reply, words};

/// In so many threads a message is looked for.
const PLACES: usize = 10;

#[async_trait]
impl Platform for Discord {
    async fn post(&self, community: &CommunityId, venue: &Venue, post: &Post) -> Result<String, Failure> {
        let channel = self.channel(venue).await?;
        let nonce = nonce(community, &post.key);
        let mut body = reply::body(community, &nonce, &post.text, (&[], &post.buttons), &post.files);
        if let Some(called) = &post.calls {
            body.insert("allowed_mentions".into(), json!({ "parse": [], "users": [called] }));
        }
        body.insert("nonce".into(), nonce.into());
        body.insert("enforce_nonce".into(), true.into());
        let sent = self.http.send_message(channel, reply::attachments(&post.files), &body);
        Ok(patiently(self.clock.now(), sent).await?.id.to_string())
    }

    async fn edit(&self, venue: &Venue, sent_as: &str, text: &str) -> Result<(), Failure> {
        let (channel_id, message_id) = self.own(venue, sent_as).await?;
        let body = json!({ "content": text, "embeds": [], "components": [], "allowed_mentions": { "parse": [] } });
        let edit = Request::new(Route::ChannelMessage { channel_id, message_id }, LightMethod::Patch);
        patiently(self.clock.now(), self.http.request(edit.body(Some(body.to_string().into_bytes())))).await.map(drop)
    }

    async fn remove(&self, venue: &Venue, sent_as: &str) -> Result<(), Failure> {
        let (channel, message) = self.own(venue, sent_as).await?;
        match patiently(self.clock.now(), self.http.delete_message(channel, message, None)).await {
            Err(Failure::Refused(GONE)) => Ok(()),
            done => done,
        }
    }

    async fn find(&self, community: &CommunityId, venue: &Venue, key: &str) -> Result<Option<String>, Failure> {
        let channel_id = self.channel(venue).await?;
        let request = Request::new(Route::ChannelMessages { channel_id }, LightMethod::Get)
            .params(Some(vec![("limit", "100".to_owned())]));
        let last: Vec<Json> = patiently(self.clock.now(), self.http.fire(request)).await?;
        let (me, nonce) = (self.me.to_string(), nonce(community, key));
        let own = last.iter().filter(|message| message["author"]["id"] == me.as_str());
        let mut found = own.filter(|message| {
            [&message["components"], &message["embeds"]].into_iter().any(|part| part.to_string().contains(&nonce))
        });
        Ok(found.next().and_then(|message| message["id"].as_str()).map(str::to_owned))
    }

    async fn fetch(
        &self,
        _: &CommunityId,
        channel: &domain::ChannelId,
        message: &domain::MessageId,
    ) -> Result<Option<String>, Failure> {
        let (Some(channel), Some(message)) = (channel_id(channel), snowflake(message.as_str()).map(MessageId::from))
        else {
            return Ok(None);
        };
        if let Some((_, words)) = self.at_hand.as_ref().filter(|(id, _)| *id == message) {
            return Ok(Some(words.clone()));
        }
        // Where it may not be looked for it may stand nevertheless.
        let mut done = Ok(None);
        for place in self.places.of(message, channel).into_iter().take(PLACES) {
            match self.words_at(place, message, PATIENCE).await {
                Ok(None) => {}
                Err(refused @ Failure::Refused(_)) => done = Err(refused),
                found => return found,
            }
        }
        done
    }

    async fn history(
        &self,
        community: &CommunityId,
        place: &domain::ChannelId,
        part: &Part,
        roster: &Roster,
    ) -> Result<Page, Failure> {
        let place = channel_id(place).ok_or(Failure::Refused(NO_CHANNEL))?;
        match self.page(community, place, part, roster).await {
            Err(Failure::Refused(NO_CHANNEL)) => Ok(Page::of_gone()),
            page => page,
        }
    }

    async fn leave(&self, community: &CommunityId) -> Result<(), Failure> {
        let guild = snowflake(community.as_str()).ok_or(Failure::Refused("no_guild"))?;
        patiently(self.clock.now(), self.http.leave_guild(guild.into())).await
    }

    async fn places(&self, channel: &domain::ChannelId, since: Timestamp) -> Reach {
        match channel_id(channel) {
            Some(channel) => self.reach(channel, since).await,
            None => Reach::default(),
        }
    }

    fn health(&self) -> Health {
        Health { content: self.content, unread: self.heard.unread() }
    }

    async fn members(&self, community: &CommunityId, role: &str) -> Result<Option<u64>, Failure> {
        let ids = snowflake(community.as_str()).zip(snowflake(role));
        let (guild, role) = ids.ok_or(Failure::Refused("no_role"))?;
        let counts = self.http.get_guild_role_member_counts(guild.into());
        let counts = patiently(self.clock.now(), counts).await?;
        Ok(Some(counts.get(&RoleId::from(role)).copied().unwrap_or_default().into()))
    }

    async fn name(&self, community: &CommunityId, account: &AccountId) -> String {
        match snowflake(account.as_str()) {
            Some(id) if self.places.is_role(community, id.get()) => format!("<@&{account}>"),
            Some(_) => format!("<@{account}>"),
            None => account.to_string(),
        }
    }

    fn link(&self, community: &CommunityId, channel: &domain::ChannelId, message: &domain::MessageId) -> String {
        let place = channel_id(channel).zip(snowflake(message.as_str()));
        let standing = place.and_then(|(channel, id)| self.places.of(MessageId::from(id), channel).first().copied());
        match standing.filter(|place| self.places.parent(*place).is_some()) {
            Some(thread) => discord_link(community, thread, message),
            None => discord_link(community, channel, message),
        }
    }
}

impl Discord {
    /// The channel of a venue; a direct one is opened.
    async fn channel(&self, venue: &Venue) -> Result<ChannelId, Failure> {
        match venue {
            Venue::Channel(id) => channel_id(id).ok_or(Failure::Refused(NO_CHANNEL)),
            Venue::Direct(account) => {
                let map = json!({ "recipient_id": account });
                Ok(patiently(self.clock.now(), self.http.create_private_channel(&map)).await?.id)
            }
        }
    }

    /// Where one of our posts stands.
    async fn own(&self, venue: &Venue, sent_as: &str) -> Result<(ChannelId, MessageId), Failure> {
        let message = snowflake(sent_as).ok_or(Failure::Refused(GONE))?;
        Ok((self.channel(venue).await?, message.into()))
    }

    /// The words of a message; none only if it does not stand there.
    pub(super) async fn words_at(
        &self,
        channel_id: ChannelId,
        message: MessageId,
        limit: Duration,
    ) -> Result<Option<String>, Failure> {
        let route = Route::ChannelMessage { channel_id, message_id: message };
        let request = Request::new(route, LightMethod::Get);
        let json: Json = match within(limit, self.clock.now(), self.http.fire(request)).await {
            Err(Failure::Refused(GONE | NO_CHANNEL)) => return Ok(None),
            done => done?,
        };
        let title = self.title(channel_id, message);
        let typed = serde_json::from_value::<Message>(json.clone()).ok();
        Ok(Some(words::all(typed.as_ref(), &json, title.as_deref())))
    }

    /// The title of the forum post that a message opens.
    pub(super) fn title(&self, place: ChannelId, message: MessageId) -> Option<String> {
        let opens = place.get() == message.get();
        opens.then(|| self.places.parent(place)).flatten().and_then(|(_, title)| title)
    }
}

/// What Discord knows a post by for a few minutes, and we for as long as it stands; it takes 25 characters.
fn nonce(community: &CommunityId, key: &str) -> String {
    blake3::hash(format!("{community}\n{key}").as_bytes()).to_hex()[..24].to_owned()
}

pub(super) fn channel_id(id: &domain::ChannelId) -> Option<ChannelId> {
    snowflake(id.as_str()).map(ChannelId::from)
}

pub(super) fn snowflake(id: &str) -> Option<NonZeroU64> {
    id.parse().ok()
}
