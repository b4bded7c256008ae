//! The outbox worker: takes what is due, renders it with live words, posts it, and reports what became of it as an event.

use jiff::Timestamp;
use tokio::sync::Mutex;
use tracing::{error, info, warn};

use crate::digest::report;
use crate::digest::schedule::in_working_hours;
use crate::domain::{AccountId, CommunityId, Delivery, Event, Kind, Nudging, Origin, Week};
use crate::i18n;
use crate::nudge::pace::Pace;
use crate::nudge::{show, text};
use crate::platform::{Button, Failure, Platform, Post, Venue};
use crate::store::{self, AccountState, NudgeState, OutboxRow, OutboxState, Result};
use crate::watch::{CARD_DONE, CARD_GONE, House, Watch};

/// So many rows are taken at once.
const BATCH: u32 = 50;
/// After so many tries, about a week, a post that fails is dropped; what is stale before says so by its expiry.
const MAX_TRIES: i64 = 120;
/// A nudge waits so long at a time for what was missed to be read.
const CATCHING_UP: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);
/// How long a pause lasts that the bot offers by itself.
const PAUSE_HOURS: i64 = 24;

/// The rows this process took and did not bring to an end, by community and id. Whoever delivers holds it, so that what is
/// found in it was left: the store failed, or who waited for the delivery went away.
#[derive(Debug, Default)]
pub struct Underway(Mutex<Vec<(CommunityId, String)>>);

/// Delivers everything that is due at a moment; whether anything was.
///
/// # Errors
/// When the store fails.
pub async fn deliver_due(watch: &Watch, platform: &dyn Platform, underway: &Underway, now: Timestamp) -> Result<bool> {
    let mut underway = underway.0.lock().await;
    let rows = watch.store().read().await?.due(now, BATCH).await?;
    for row in &rows {
        underway.push((row.community.clone(), row.id.clone()));
        if let Err(failure) = deliver(watch, platform, row, now).await {
            give_up(failure, watch, row, now).await?;
        }
        underway.pop();
    }
    Ok(!rows.is_empty())
}

/// What the store will never do does not keep the rest waiting.
async fn give_up(failure: store::Error, watch: &Watch, row: &OutboxRow, now: Timestamp) -> Result<()> {
    if failure.may_pass() {
        return Err(failure);
    }
    error!(outbox = %row.id, error = %failure, "given up");
    report(watch, row, Delivery::Dropped("store"), now).await
}

/// Settles what this process left half done.
///
/// # Errors
/// When the store fails; then it is left as it is for the next time.
pub async fn take_up(watch: &Watch, platform: &dyn Platform, underway: &Underway, now: Timestamp) -> Result<()> {
    let mut underway = underway.0.lock().await;
    while let Some((community, id)) = underway.last() {
        let row = watch.store().read().await?.outbox_row(community, id).await?;
        if let Some(row) = row.filter(|row| row.state == OutboxState::Sending)
            && let Err(failure) = settle(watch, platform, &row, now).await
        {
            give_up(failure, watch, &row, now).await?;
        }
        underway.pop();
    }
    Ok(())
}

/// Finds out what became of rows that were being sent when the program ended: what the platform has is noted, the rest is
/// sent again.
///
/// # Errors
/// When the store fails.
pub async fn recover(watch: &Watch, platform: &dyn Platform, now: Timestamp) -> Result<()> {
    for row in watch.store().read().await?.stuck().await? {
        settle(watch, platform, &row, now).await?;
    }
    Ok(())
}

/// Finds out what became of a row that was being sent.
async fn settle(watch: &Watch, platform: &dyn Platform, row: &OutboxRow, now: Timestamp) -> Result<()> {
    let found = match Venue::parse(&row.venue) {
        // To do it again does no harm.
        Some(_) if changes(row).is_some() => Ok(None),
        Some(venue) => platform.find(&row.community, &venue, &row.id).await,
        None => Err(Failure::Refused("no_venue")),
    };
    let outcome = match found {
        Ok(Some(sent_as)) => Delivery::Sent(sent_as),
        Ok(None) => {
            let mut tx = watch.store().write().await?;
            tx.release(&row.community, &row.id, now.max(row.due_at)).await?;
            return tx.commit().await;
        }
        Err(failure) => failed(failure, row, now),
    };
    report(watch, row, outcome, now).await
}

async fn deliver(watch: &Watch, platform: &dyn Platform, row: &OutboxRow, now: Timestamp) -> Result<()> {
    let house = watch.house(&row.community).await?;
    if let Some(instead) = not_now(watch, &house, row, now).await? {
        return report(watch, row, instead, now).await;
    }
    let Some(venue) = Venue::parse(&row.venue) else {
        return report(watch, row, Delivery::Dropped("no_venue"), now).await;
    };
    let mut tx = watch.store().write().await?;
    let mine = tx.claim(&row.community, &row.id).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let outcome = match changes(row) {
        Some(post) => change(watch, platform, &house, row, &venue, post).await?,
        None => post(watch, platform, &house, row, &venue, now).await?,
    };
    report(watch, row, outcome.unwrap_or_else(|failure| failed(failure, row, now)), now).await
}

/// What a platform made of a row.
type Outcome = std::result::Result<Delivery, Failure>;

/// Posts a row, unless the platform has it already.
async fn post(
    watch: &Watch,
    platform: &dyn Platform,
    house: &House,
    row: &OutboxRow,
    venue: &Venue,
    now: Timestamp,
) -> Result<Outcome> {
    match taken_before(platform, row, venue).await {
        Ok(Some(sent_as)) => return Ok(Ok(Delivery::Sent(sent_as))),
        Err(failure) => return Ok(Err(failure)),
        Ok(None) => {}
    }
    Ok(match render(watch, platform, house, row, venue, now).await? {
        None => Ok(Delivery::Dropped("nothing_to_say")),
        Some(post) => platform.post(&row.community, venue, &post).await.map(Delivery::Sent),
    })
}

/// The post that a row changes, if it says nothing new.
fn changes(row: &OutboxRow) -> Option<&str> {
    let card = [CARD_DONE, CARD_GONE].contains(&row.template.as_str());
    row.arguments.get("post").and_then(|post| post.as_str()).filter(|_| card)
}

/// Settles a card, or takes it away.
async fn change(
    watch: &Watch,
    platform: &dyn Platform,
    house: &House,
    row: &OutboxRow,
    venue: &Venue,
    post: &str,
) -> Result<Outcome> {
    let done = if row.template == CARD_GONE {
        platform.remove(venue, post).await
    } else {
        let about = row.arguments.get("about").and_then(|id| id.as_str()).unwrap_or_default();
        let nudge = watch.store().read().await?.nudge(&row.community, about).await?;
        let Some(nudge) = nudge else { return Ok(Ok(Delivery::Dropped("nothing_to_say"))) };
        let text = text::gone(house.settings.language, &house.channel_name(&nudge.channel));
        platform.edit(venue, post, &text).await
    };
    Ok(done.map(|()| Delivery::Sent(post.to_owned())))
}

/// What the platform has of a row that was tried before: of a try that failed, perhaps only the answer was lost.
async fn taken_before(
    platform: &dyn Platform,
    row: &OutboxRow,
    venue: &Venue,
) -> std::result::Result<Option<String>, Failure> {
    if row.tries == 0 { Ok(None) } else { platform.find(&row.community, venue, &row.id).await }
}

/// Why a due row is not sent now, if it is not.
async fn not_now(watch: &Watch, house: &House, row: &OutboxRow, now: Timestamp) -> Result<Option<Delivery>> {
    if row.expires_at.is_some_and(|expires| now > expires) {
        return Ok(Some(Delivery::Dropped("late")));
    }
    let Some(id) = nudge_of(row) else { return Ok(None) };
    // An edit or a deletion that was missed may settle it.
    if watch.gaps().is_reading(&row.community) {
        return Ok(Some(Delivery::Later(now + CATCHING_UP)));
    }
    let mut tx = watch.store().read().await?;
    let Some(nudge) = tx.nudge(&row.community, id).await?.filter(|n| n.state.is_open()) else {
        return Ok(Some(Delivery::Dropped("settled")));
    };
    if nudge.state == NudgeState::Held
        && let Some(until) = watch.held_until(&mut tx, &row.community, now).await?
    {
        return Ok(Some(Delivery::Later(until)));
    }
    let open = in_working_hours(now, &house.zone);
    Ok((open > now).then_some(Delivery::Later(open)))
}

fn nudge_of(row: &OutboxRow) -> Option<&str> {
    row.arguments.get("nudge").and_then(|id| id.as_str()).filter(|_| row.template == "nudge")
}

/// A failed post is tried again later, each time after twice as long; a refused one is dropped.
fn failed(failure: Failure, row: &OutboxRow, now: Timestamp) -> Delivery {
    match failure {
        Failure::DirectClosed => Delivery::DirectClosed,
        Failure::Later(_) if row.tries >= MAX_TRIES => Delivery::Dropped("tries"),
        Failure::Later(at) => Delivery::Later(at.max(now + backoff(row.tries))),
        Failure::Refused(reason) => Delivery::Dropped(reason),
    }
}

fn backoff(tries: i64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_secs(5 << tries.clamp(0, 10))
}

async fn report(watch: &Watch, row: &OutboxRow, outcome: Delivery, now: Timestamp) -> Result<()> {
    match &outcome {
        Delivery::Dropped(reason) => warn!(outbox = %row.id, reason, "not sent"),
        outcome => info!(outbox = %row.id, outcome = ?outcome, "outbox"),
    }
    let kind = Kind::Delivered { outbox: row.id.clone(), outcome };
    watch.handle(Event { community: row.community.clone(), origin: Origin::Live, at: now, seen: None, kind }).await?;
    Ok(())
}

/// The words of a row; none when there is nothing to say any more.
async fn render(
    watch: &Watch,
    platform: &dyn Platform,
    house: &House,
    row: &OutboxRow,
    venue: &Venue,
    now: Timestamp,
) -> Result<Option<Post>> {
    let lang = house.settings.language;
    let plain = |text: String| Some(Post { key: row.id.clone(), text, ..Post::default() });
    let word = |name: &str| row.arguments.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let number = |name: &str| row.arguments.get(name).and_then(serde_json::Value::as_i64).unwrap_or_default();
    Ok(match row.template.as_str() {
        "nudge" => nudge_post(watch, platform, house, row, venue, now).await?,
        "digest" | "digest_preview" => match Week::from_numbers(number("year"), number("week")) {
            Some(week) => report::post(watch, platform, &row.community, week, now)
                .await?
                .map(|post| Post { key: row.id.clone(), ..post }),
            None => None,
        },
        "ask_pause" => {
            let [yes, no] = text::ask_pause_buttons(lang, PAUSE_HOURS);
            let buttons = vec![button(yes, &format!("pause {PAUSE_HOURS}")), button(no, "pause 0")];
            plain(text::ask_pause(lang)).map(|post| Post { buttons, ..post })
        }
        "observed" if house.settings.nudging == Nudging::Observe => {
            let since = Timestamp::from_millisecond(number("since")).unwrap_or(now);
            plain(observed(watch, house, row, since, now).await?).map(|post| {
                let labels = text::observed_buttons(lang).into_iter();
                let states = [Nudging::On, Nudging::Observe, Nudging::DigestOnly];
                let buttons = labels.zip(states.map(|to| format!("settings nudging {}", to.name())));
                Post { buttons: buttons.map(|(label, action)| Button { label, action }).collect(), ..post }
            })
        }
        "welcome" => plain(text::welcome(lang, &house.settings.brand)),
        "fused" => {
            let role = platform.name(&row.community, &AccountId(word("role"))).await;
            plain(text::fused(lang, &role, number("people")))
        }
        "muted" => plain(text::muted(lang, &word("heuristic"), number("unfit"), number("all"))),
        "people_named" => {
            let name = platform.name(&row.community, &AccountId(word("by"))).await;
            let at = Timestamp::from_millisecond(number("at")).unwrap_or(now);
            plain(text::named(lang, &house.settings.brand, &i18n::moment(lang, at, now, &house.zone), &name))
        }
        _ => None,
    })
}

/// How many nudges observing noted, and how many false ones to expect.
async fn observed(watch: &Watch, house: &House, row: &OutboxRow, since: Timestamp, now: Timestamp) -> Result<String> {
    let mut tx = watch.store().read().await?;
    let noted = tx.nudges_between(&row.community, (since, now)).await?;
    let noted = noted.iter().filter(|nudge| nudge.state == NudgeState::WouldHave).count();
    let pace = Pace::read(&mut tx, &row.community, now).await?;
    let lang = house.settings.language;
    Ok(text::observed(lang, noted, &pace.rate(lang, house.settings.sensitivity)))
}

/// A nudge: the whole card to who asked for direct messages, else a card without criticism that only calls its person.
async fn nudge_post(
    watch: &Watch,
    platform: &dyn Platform,
    house: &House,
    row: &OutboxRow,
    venue: &Venue,
    now: Timestamp,
) -> Result<Option<Post>> {
    let lang = house.settings.language;
    let Some(id) = nudge_of(row) else { return Ok(None) };
    let Some(nudge) = watch.store().read().await?.nudge(&row.community, id).await? else { return Ok(None) };
    let post = Post { key: row.id.clone(), ..Post::default() };
    Ok(Some(match venue {
        Venue::Direct(_) => {
            let text = show::render(watch, platform, &row.community, &nudge, lang, now).await?;
            Post { text, buttons: show::buttons(lang, id), ..post }
        }
        Venue::Channel(_) => {
            let name = mention(platform, &row.community, nudge.account.as_ref()).await;
            let channel = house.channel_name(&nudge.channel);
            let refused = match &nudge.account {
                Some(account) => watch.store().read().await?.account(&row.community, account).await?,
                None => AccountState::default(),
            };
            let text = if refused.direct && refused.direct_closed {
                text::neutral_closed(lang, &name, &channel)
            } else {
                text::neutral(lang, &name, &channel)
            };
            Post {
                text,
                calls: nudge.account.clone(),
                buttons: vec![button(text::show_button(lang), &format!("nudge show {id}"))],
                ..post
            }
        }
    }))
}

async fn mention(platform: &dyn Platform, community: &CommunityId, account: Option<&AccountId>) -> String {
    match account {
        Some(account) => i18n::mention(&platform.name(community, account).await),
        None => String::new(),
    }
}

fn button(label: String, action: &str) -> Button {
    Button { label, action: action.to_owned() }
}
