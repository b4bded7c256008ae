//! What keeps the bot from working, asked from outside while it may be running: token, intents, and what it may do where.

use serde_json::Value as Json;
use serenity::all::{GuildId, GuildInfo, GuildPagination, LightMethod, PartialGuild, Permissions, UserId};
use serenity::http::{Http, Request, Route};

use crate::domain::{ChannelId, CommunityId};
use crate::platform::Check;
use crate::store::{Store, Tx};
use crate::watch::House;

use super::failure::is_unauthorised;
use super::gateway::Ended;
use super::guild::community;

/// The application may ask for the words of messages: at any size, or while it is small.
const MAY_ASK_FOR_CONTENT: u64 = 1 << 18 | 1 << 19;
/// Discord gives so many servers a page.
const PAGE: u64 = 200;

/// Looks at everything that Discord can be asked. `content` is whether the words of all messages are wanted.
pub async fn examine(http: &Http, store: Option<&Store>, content: bool) -> Vec<Check> {
    let me = match http.get_current_user().await {
        Ok(me) => me,
        Err(error) if is_unauthorised(&error) => return vec![Check::wrong(Ended::Token.to_string())],
        Err(error) => return vec![Check::wrong(format!("Discord cannot be reached: {error}"))],
    };
    let mut checks = vec![Check::fine(format!("token: it is that of {}", me.name)), intents(http, content).await];
    match (servers(http).await, store) {
        (Err(error), _) => checks.push(Check::wrong(format!("servers: Discord does not say: {error}"))),
        (Ok(all), _) if all.is_empty() => checks.push(Check::wrong("servers: the bot is in none: invite it".into())),
        (Ok(_), None) => {}
        (Ok(all), Some(store)) => {
            for server in all {
                checks.extend(examine_server(http, store, me.id, &server).await);
            }
        }
    }
    checks
}

async fn intents(http: &Http, content: bool) -> Check {
    let request = Request::new(Route::Oauth2ApplicationCurrent, LightMethod::Get);
    let flags = match http.fire::<Json>(request).await {
        Ok(application) => application["flags"].as_u64().unwrap_or_default(),
        Err(error) => return Check::wrong(format!("intents: Discord does not say: {error}")),
    };
    match (content, flags & MAY_ASK_FOR_CONTENT != 0) {
        (true, true) => Check::fine("intents: Message Content is on".into()),
        (true, false) => Check::wrong(format!("intents: {}", Ended::Intents)),
        (false, _) => Check::note(
            "intents: DISCORD_MESSAGE_CONTENT is off: of posts, only those that mention the bot are checked".into(),
        ),
    }
}

async fn servers(http: &Http) -> serenity::Result<Vec<GuildInfo>> {
    let mut all: Vec<GuildInfo> = Vec::new();
    loop {
        let after = all.last().map(|server| GuildPagination::After(server.id));
        let page = http.get_guilds(after, Some(PAGE)).await?;
        let last = (page.len() as u64) < PAGE;
        all.extend(page);
        if last {
            return Ok(all);
        }
    }
}

async fn examine_server(http: &Http, store: &Store, me: UserId, server: &GuildInfo) -> Vec<Check> {
    let house = match known(store, &community(server.id)).await {
        Ok(Some(house)) => house,
        Ok(None) => return vec![Check::note(format!("{}: the bot has not run there yet", server.name))],
        Err(error) => return vec![Check::wrong(format!("{}: {error}", server.name))],
    };
    match missing(http, me, server.id, &house).await {
        Err(error) => vec![Check::wrong(format!("{}: Discord does not say what the bot may do: {error}", server.name))],
        Ok(missing) if missing.is_empty() => vec![Check::fine(format!("{}: no permission is missing", server.name))],
        Ok(missing) => missing.into_iter().map(|line| Check::wrong(format!("{}, {line}", server.name))).collect(),
    }
}

/// What is known of a server, if anything is.
async fn known(store: &Store, community: &CommunityId) -> crate::store::Result<Option<House>> {
    let mut tx: Tx = store.read().await?;
    Ok(if tx.community(community).await?.is_some() { Some(House::read(&mut tx, community).await?) } else { None })
}

/// For each channel that is used: what the bot lacks there, and what for.
async fn missing(http: &Http, me: UserId, guild: GuildId, house: &House) -> serenity::Result<Vec<String>> {
    let server: PartialGuild = http.get_guild(guild).await?;
    let member = http.get_member(guild, me).await?;
    let channels = http.get_channels(guild).await?;
    let mut lines = Vec::new();
    for (id, uses) in used(house) {
        let name = house.channel_name(&id);
        // What the bot may not see is kept from it altogether.
        let seen = channels.iter().find(|channel| channel.id.to_string() == id.as_str());
        let may = seen.map_or(Permissions::empty(), |channel| server.user_permissions_in(channel, &member));
        let mut lacks: Vec<(&str, Vec<&str>)> = Vec::new();
        for need in NEEDS.iter().filter(|need| uses.contains(&need.by) && !may.contains(need.permission)) {
            match lacks.iter_mut().find(|(name, _)| *name == need.name) {
                Some((_, whys)) => whys.push(need.why),
                None => lacks.push((need.name, vec![need.why])),
            }
        }
        if !may.contains(Permissions::VIEW_CHANNEL) {
            lines.push(format!("{name}: the bot does not see it, or it is gone: it needs View Channel"));
        } else if !lacks.is_empty() {
            let lacks = lacks.iter().map(|(name, whys)| format!("{name} ({})", whys.join(", ")));
            lines.push(format!("{name}: missing {}", lacks.collect::<Vec<_>>().join(", ")));
        }
    }
    Ok(lines)
}

/// What a channel is used for.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Stage,
    Staff,
    Digest,
}

/// Something the bot must be allowed in a channel.
struct Need {
    by: Use,
    permission: Permissions,
    name: &'static str,
    why: &'static str,
}

const fn need(by: Use, permission: Permissions, name: &'static str, why: &'static str) -> Need {
    Need { by, permission, name, why }
}

const NEEDS: [Need; 7] = [
    need(
        Use::Stage,
        Permissions::READ_MESSAGE_HISTORY,
        "Read Message History",
        "to read what was posted while it was away, and to quote it",
    ),
    need(Use::Staff, Permissions::SEND_MESSAGES, "Send Messages", "for notes and questions"),
    need(Use::Staff, Permissions::READ_MESSAGE_HISTORY, "Read Message History", "to say nothing twice after a crash"),
    need(Use::Digest, Permissions::SEND_MESSAGES, "Send Messages", "for the digest"),
    need(Use::Digest, Permissions::EMBED_LINKS, "Embed Links", "for the text of the digest"),
    need(Use::Digest, Permissions::ATTACH_FILES, "Attach Files", "for the picture of the digest"),
    need(Use::Digest, Permissions::READ_MESSAGE_HISTORY, "Read Message History", "to post it once only"),
];

/// The channels that are used, each with everything it is used for, by name.
fn used(house: &House) -> Vec<(ChannelId, Vec<Use>)> {
    let settings = &house.settings;
    let digest = settings.digest.channel.as_ref().or(settings.staff_channel.as_ref());
    let stages = house.channels().filter(|channel| channel.stage).map(|channel| (&channel.id, Use::Stage));
    let all = stages.chain(settings.staff_channel.as_ref().map(|id| (id, Use::Staff)));
    let mut used: Vec<(ChannelId, Vec<Use>)> = Vec::new();
    for (id, by) in all.chain(digest.map(|id| (id, Use::Digest))) {
        match used.iter_mut().find(|(known, _)| known == id) {
            Some((_, uses)) => uses.push(by),
            None => used.push((id.clone(), vec![by])),
        }
    }
    used.sort_by_key(|(id, _)| house.channel_name(id));
    used
}
