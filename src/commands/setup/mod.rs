//! `/setup`: one page after the other. A page is a face on the commands that change what it shows, so that rights, checks,
//! the log and undo are theirs; what was chosen is in the store, and what a button does in the button.

mod look;

use crate::digest::schedule::next_digest;
use crate::domain::{AccountId, ChannelId, FUSE, SenderKind};
use crate::i18n::{Arg, day, label, moment};
use crate::platform::{Button, Choose, Menu};
use crate::watch::House;

use super::parse::checked;
use super::{ALL, Command, Desk, Error, Reply};

/// So many are shown in a menu; what else is set stays as it is.
const SHOWN: usize = 25;
/// Names are cut here.
const NAME: usize = 60;
/// The days of the week as `settings digest` takes them.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The time zones a menu offers; any other is typed.
const ZONES: [&str; 15] = [
    "Europe/Berlin",
    "Europe/Vienna",
    "Europe/Zurich",
    "Europe/London",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Warsaw",
    "Europe/Helsinki",
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// `setup [step] [pick]`: what was picked is set, then the page is shown as things stand.
pub(super) async fn setup(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let step = command.text("step").unwrap_or("stages");
    let said = match command.text("pick") {
        Some(pick) => take(desk, step, pick.trim()).await?,
        None => Reply::default(),
    };
    let house = desk.house().await?;
    let mut page = match step {
        "senders" => senders(desk, &house),
        "language" | "zone" | "contact" => language(desk, &house),
        "day" | "hour" => digest(desk, &house),
        "look" => look::look(desk, &house).await,
        _ => channels(desk, &house),
    };
    page.text = [page.text, said.text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    page.buttons.splice(0..0, said.buttons);
    Ok(page)
}

/// Sets what was picked; answers what there is to say about it.
async fn take(desk: &Desk<'_>, step: &str, pick: &str) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let picked: Vec<&str> = pick.split(',').map(str::trim).filter(|one| !one.is_empty() && *one != "-").collect();
    let mut said = Reply::default();
    match step {
        "stages" => {
            let shown = stages(&house);
            for id in picked.iter().filter(|id| !house.is_stage(&ChannelId::from(**id))) {
                give(desk, &mut said, "settings channels", &[("channel", id), ("use", "stage")]).await?;
            }
            for id in shown.iter().filter(|id| !picked.contains(&id.as_str())) {
                give(desk, &mut said, "settings channels", &[("channel", id), ("use", "floor")]).await?;
            }
        }
        "senders" => {
            let shown = enrolled(&house);
            for who in picked.iter().filter(|who| !shown.iter().any(|one| one == *who)) {
                enrol(desk, &mut said, who).await?;
            }
            for who in shown.iter().filter(|who| !picked.contains(&who.as_str())) {
                let done = give(desk, &mut said, "settings senders", &[("change", "remove"), ("account", who)]).await?;
                add_line(&mut said.text, &done.unwrap_or_default());
            }
        }
        _ => {
            let (path, option) = match step {
                "staff" => ("settings channels", "channel"),
                "day" | "hour" => ("settings digest", step),
                _ => ("settings language", step),
            };
            let staff = (step == "staff").then_some(("use", "staff"));
            let options: Vec<(&str, &str)> = [(option, pick)].into_iter().chain(staff).collect();
            give(desk, &mut said, path, &options).await?;
        }
    }
    Ok(said)
}

/// Enrols a role or an account; a role with many accounts, or nobody knows how many, gets a button that asks for their
/// number.
async fn enrol(desk: &Desk<'_>, said: &mut Reply, who: &str) -> Result<(), Error> {
    let done = give(desk, said, "settings senders", &[("change", "add"), ("account", who)]).await?;
    let role = who.strip_prefix("<@&").and_then(|rest| rest.strip_suffix('>'));
    match (done, role) {
        (Some(done), _) => add_line(&mut said.text, &done),
        (None, Some(role)) => {
            let few = matches!(desk.platform.members(desk.community, role).await, Ok(Some(..=FUSE)));
            if !few && role != desk.community.as_str() {
                let action = format!("settings senders change:add account:{who} count:");
                said.buttons.push(Button { label: desk.say("setup-count", &[]), action });
            }
        }
        (None, None) => {}
    }
    Ok(())
}

/// Gives a command in the person's name; its answer, or none where it was a mistake, which is said.
async fn give(
    desk: &Desk<'_>,
    said: &mut Reply,
    path: &str,
    options: &[(&str, &str)],
) -> Result<Option<String>, Error> {
    let Some(spec) = ALL.iter().find(|spec| spec.path == path) else { return Ok(None) };
    let read = options.iter().filter_map(|(name, text)| {
        let option = spec.options.iter().find(|option| option.name == *name)?;
        Some(checked(option, text, desk.actor.lang).map(|text| (option.name, text)))
    });
    let answer = match read.collect() {
        Ok(options) => super::run(desk, &Command { spec, options }).await,
        Err(sentence) => Err(Error::Mistake(sentence)),
    };
    match answer {
        Ok(reply) => Ok(Some(reply.text)),
        Err(Error::Mistake(sentence)) => {
            add_line(&mut said.text, &sentence);
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

fn add_line(text: &mut String, line: &str) {
    if !(text.is_empty() || line.is_empty()) {
        text.push('\n');
    }
    text.push_str(line);
}

fn channels(desk: &Desk<'_>, house: &House) -> Reply {
    let staff = house.settings.staff_channel.iter().map(|id| id.0.clone()).collect();
    let menus = vec![
        menu(desk.say("setup-stages", &[]), "stages", Choose::Channel, stages(house), true),
        menu(desk.say("setting-staff-channel", &[]), "staff", Choose::Channel, staff, false),
    ];
    Reply { text: desk.say("setup-channels", &[]), menus, buttons: turn(desk, None, "senders"), ..Reply::default() }
}

fn senders(desk: &Desk<'_>, house: &House) -> Reply {
    let menus = vec![menu(desk.say("setup-senders-menu", &[]), "senders", Choose::Sender, enrolled(house), true)];
    let buttons = turn(desk, Some("stages"), "language");
    Reply { text: desk.say("setup-senders", &[]), menus, buttons, ..Reply::default() }
}

fn language(desk: &Desk<'_>, house: &House) -> Reply {
    let settings = &house.settings;
    let contact = if settings.contact.is_empty() { "–".to_owned() } else { label(&settings.contact, NAME) };
    let args = [
        ("zone", settings.time_zone.as_str().into()),
        ("now", moment(desk.actor.lang, desk.now, desk.now, &house.zone).into()),
        ("contact", contact.into()),
    ];
    let name = |code: &str| desk.say("language", &[("language", code.into())]);
    let languages = ["de", "en"].map(|code| (name(code), code.to_owned())).to_vec();
    let chosen = vec![settings.language.code().to_owned()];
    let own = Some(settings.time_zone.as_str()).filter(|zone| !ZONES.contains(zone));
    let zones = own.into_iter().chain(ZONES).map(|zone| (zone.to_owned(), zone.to_owned())).collect();
    let zone = vec![settings.time_zone.clone()];
    let typed = |key: &str, step: &str| Button { label: desk.say(key, &[]), action: format!("setup {step} pick:") };
    let mut buttons = turn(desk, Some("senders"), "day");
    buttons.extend([typed("setup-zone", "zone"), typed("setting-contact", "contact")]);
    let menus = vec![
        menu(desk.say("setting-language", &[]), "language", Choose::One(languages), chosen, false),
        menu(desk.say("setting-time-zone", &[]), "zone", Choose::One(zones), zone, false),
    ];
    Reply { text: desk.say("setup-language", &args), menus, buttons, ..Reply::default() }
}

fn digest(desk: &Desk<'_>, house: &House) -> Reply {
    let (lang, time) = (desk.actor.lang, &house.settings.digest);
    let channel = time.channel.as_ref().or(house.settings.staff_channel.as_ref());
    let channel = channel.map_or_else(|| "–".to_owned(), |id| label(&house.channel_name(id), NAME));
    let next = next_digest(desk.now, time, &house.zone);
    let args: [(&str, Arg<'_>); 2] =
        [("channel", channel.into()), ("next", moment(lang, next, desk.now, &house.zone).into())];
    let mut weekday = jiff::civil::Weekday::Monday;
    let days = DAYS.map(|name| {
        let shown = (day(lang, weekday), name.to_owned());
        weekday = weekday.next();
        shown
    });
    let hours = (0..24).map(|hour| (format!("{hour:02}:00"), hour.to_string())).collect();
    let today = DAYS[usize::from(time.weekday.to_monday_zero_offset().unsigned_abs())].to_owned();
    let menus = vec![
        menu(desk.say("setup-day", &[]), "day", Choose::One(days.to_vec()), vec![today], false),
        menu(desk.say("setup-hour", &[]), "hour", Choose::One(hours), vec![time.hour.to_string()], false),
    ];
    Reply {
        text: desk.say("setup-digest", &args),
        menus,
        buttons: turn(desk, Some("language"), "look"),
        ..Reply::default()
    }
}

fn menu(label: String, step: &str, of: Choose, chosen: Vec<String>, many: bool) -> Menu {
    Menu { label, action: format!("setup {step} pick:"), of, chosen, many }
}

/// The buttons that turn the page.
fn turn(desk: &Desk<'_>, back: Option<&str>, next: &str) -> Vec<Button> {
    let to = |label: String, step: &str| Button { label, action: format!("setup {step}") };
    let on = if next == "look" { desk.say("setup-look", &[]) } else { desk.say("setup-next", &[]) };
    let back = back.map(|step| to(desk.say("setup-back", &[]), step));
    back.into_iter().chain([to(on, next)]).collect()
}

/// The stages a menu shows, by name.
fn stages(house: &House) -> Vec<String> {
    let mut stages: Vec<_> = house.channels().filter(|channel| channel.stage).collect();
    stages.sort_by(|a, b| (&a.name, &a.id.0).cmp(&(&b.name, &b.id.0)));
    stages.into_iter().take(SHOWN).map(|channel| channel.id.0.clone()).collect()
}

/// The roles and accounts a menu shows.
fn enrolled(house: &House) -> Vec<String> {
    let shown = house.roster.senders().iter().filter_map(|sender| match sender.kind {
        SenderKind::Account => Some(format!("<@{}>", AccountId(sender.id.clone()))),
        SenderKind::Role => Some(format!("<@&{}>", sender.id)),
        SenderKind::Webhook => None,
    });
    shown.take(SHOWN).collect()
}
