//! Pages of what was posted in a place before. Of every message it is first told who wrote it; only what is official is
//! read.

use serde_json::Value as Json;
use serenity::all::{ChannelId, GuildId, LightMethod, Message as Written, MessageId, MessageType, Route};
use serenity::http::Request;

use crate::domain::{self, Author, Badge, CommunityId, Message, Roster, SenderKind, Words};
use crate::platform::{Failure, Page, Part};

use super::failure::{PATIENCE, patiently};
use super::hear::{author, counts_as_post, edited_at, first_id, posted_at};
use super::post::snowflake;
use super::{Discord, words};

/// Discord gives so many messages at once.
const PAGE: usize = 100;

impl Discord {
    /// A page of a channel or a thread.
    pub(super) async fn page(
        &self,
        community: &CommunityId,
        place: ChannelId,
        part: &Part,
        roster: &Roster,
    ) -> Result<Page, Failure> {
        let guild = snowflake(community.as_str()).map(GuildId::from).ok_or(Failure::Refused("no_guild"))?;
        let number = |position: &str| position.parse::<u64>().map_err(|_| Failure::Refused("no_position"));
        let bound = match part {
            Part::UpTo(position) => ("before", number(position)? + 1),
            Part::After(position) => ("after", number(position)?),
            Part::Since(at) => ("after", first_id(*at) - 1),
        };
        let params = vec![("limit", PAGE.to_string()), (bound.0, bound.1.to_string())];
        let request = Request::new(Route::ChannelMessages { channel_id: place }, LightMethod::Get).params(Some(params));
        let mut told: Vec<Json> = patiently(self.clock.now(), self.http.fire(request)).await?;
        told.sort_by_key(id);
        let at = |json: Option<&Json>| json.and_then(id).map(|id| (id.to_string(), posted_at(id)));
        let channel = self.channel_of(place, PATIENCE).await?;
        let mut page = Page {
            begins: at(told.first()).map(|(_, at)| at),
            ends: at(told.last()),
            more: told.len() == PAGE,
            ..Page::default()
        };
        for json in told {
            let written = serde_json::from_value::<Written>(json.clone()).ok();
            let Some(written) = written.filter(|written| counts_as_post(written, self.me)) else { continue };
            match self.official(guild, &written, roster).await? {
                None => page.skipped += 1,
                Some(None) => {}
                Some(Some((author, badge))) => {
                    page.messages
                        .push(self.past(guild, (place, channel), (&written, &json), (author, badge), roster).await?);
                }
            }
        }
        Ok(page)
    }

    /// Who wrote a message, if it is official; outer none when that could not be told.
    #[allow(clippy::option_option, reason = "unknown, not official, or official")]
    async fn official(
        &self,
        guild: GuildId,
        written: &Written,
        roster: &Roster,
    ) -> Result<Option<Option<(Author, Badge)>>, Failure> {
        let mut author = author(written, None);
        let by_role = roster.senders().iter().any(|sender| sender.kind == SenderKind::Role);
        if roster.badge(&author).is_none() && by_role && !author.webhook {
            let Some(roles) = self.roles_in_history(guild, written.author.id).await? else { return Ok(None) };
            author.roles = roles;
        }
        Ok(Some(roster.badge(&author).map(|badge| (author, badge))))
    }

    async fn past(
        &self,
        guild: GuildId,
        (place, channel): (ChannelId, ChannelId),
        (written, json): (&Written, &Json),
        (author, badge): (Author, Badge),
        roster: &Roster,
    ) -> Result<Message, Failure> {
        if channel != place {
            self.places.stands(written.id, place);
        }
        let title = self.title(place, written.id);
        Ok(Message {
            badge,
            id: domain::MessageId(written.id.to_string()),
            channel: domain::ChannelId(channel.to_string()),
            place: (channel != place).then(|| domain::ChannelId(place.to_string())),
            account: author.account,
            posted_at: posted_at(written.id),
            edited_at: edited_at(written),
            words: Words(words::all(Some(written), json, title.as_deref())),
            answers_member: self.answered_member(guild, written, roster).await?,
            calls_all: written.mention_everyone,
        })
    }

    /// Whether a message answers somebody who is not official.
    async fn answered_member(&self, guild: GuildId, written: &Written, roster: &Roster) -> Result<bool, Failure> {
        if written.kind != MessageType::InlineReply {
            return Ok(false);
        }
        let Some(answered) = &written.referenced_message else { return Ok(true) };
        if answered.author.id == self.me {
            return Ok(false);
        }
        Ok(!matches!(self.official(guild, answered, roster).await?, Some(Some(_))))
    }
}

fn id(json: &Json) -> Option<MessageId> {
    json["id"].as_str().and_then(snowflake).map(MessageId::from)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn an_id_bears_its_time() {
        let at: Timestamp = "2026-09-07T08:00:00.5Z".parse().unwrap();
        assert_eq!(posted_at(first_id(at).into()), at);
    }
}
