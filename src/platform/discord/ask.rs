//! Somebody uses a command, a menu, a button or a form. Discord wants an answer within three seconds: what takes longer than
//! a moment is promised first.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use serde_json::{Map, Value as Json, json};
use serenity::all::{
    CommandDataOption, CommandDataOptionValue as Given, CommandInteraction, CommandType,
    ComponentInteractionDataKind as Pressed, GuildId, Interaction, InteractionId, Member, Message, MessageFlags,
    Permissions, User,
};
use tokio::sync::watch;
use tracing::{error, warn};

use crate::commands::{self, ALL, Actor, Command, Desk, Parsed, Reply, Spec};
use crate::domain::{AccountId, Author, CommunityId, Lang};
use crate::i18n::say;
use crate::platform::Platform as _;

use super::guild::{community, role_ids};
use super::post::snowflake;
use super::{Discord, Parts, complete, form, register, reply, words};

/// An answer that takes longer is promised.
const AT_ONCE: Duration = Duration::from_millis(600);
/// Between two words on how far an answer is.
const PACE: Duration = Duration::from_secs(1);
/// Only who asked sees it.
const EPHEMERAL: u64 = 1 << 6;

/// Who asks, from where.
pub(super) struct Asker {
    id: InteractionId,
    token: String,
    /// None in a direct message.
    pub(super) guild: Option<GuildId>,
    account: AccountId,
    roles: Vec<String>,
    admin: bool,
    locale: String,
    /// What was pressed is seen by its person alone.
    own: bool,
}

impl Parts {
    /// Answers an interaction, whatever it is.
    pub(super) async fn ask(&self, interaction: Interaction) {
        let done = match interaction {
            Interaction::Command(command) => self.command(command).await,
            Interaction::Autocomplete(typed) => self.complete(typed).await,
            Interaction::Component(pressed) => {
                let (place, member) = (pressed.guild_id, pressed.member.as_ref());
                let mut who = Asker::new(pressed.id, pressed.token, place, pressed.locale, &pressed.user, member);
                who.own = is_own(&pressed.message);
                let line = pressed.data.custom_id;
                match self.picked(place, &pressed.data.kind) {
                    None if line.ends_with(':') && !who.is_foreign(&line) => {
                        form::open(self, &who, &line, &pressed.message).await
                    }
                    picked => self.press(who, &(line + &picked.unwrap_or_default())).await,
                }
            }
            Interaction::Modal(form) => {
                let text = form::typed(&form.data);
                let (place, member) = (form.guild_id, form.member.as_ref());
                let mut who = Asker::new(form.id, form.token, place, form.locale, &form.user, member);
                who.own = form.message.as_deref().is_some_and(is_own);
                match form.data.custom_id.as_str() {
                    register::FORM => self.carry_out(who, None, named(register::FORM), [("text", text)].into()).await,
                    line => self.press(who, &(line.to_owned() + &text)).await,
                }
            }
            _ => Ok(()),
        };
        if let Err(failure) = done {
            warn!(error = %failure, "an answer did not reach Discord");
        }
    }

    async fn command(&self, given: CommandInteraction) -> serenity::Result<()> {
        let menu = given.data.kind == CommandType::Message;
        let target = given.data.target_id;
        let resolved = target.and_then(|id| given.data.resolved.messages.get(&id.to_message_id()));
        let at_hand = resolved.map(|message| (message.id, words::read(message, None)));
        let (spec, options) = if menu {
            let options = target.map(|id| ("message", id.to_string())).into_iter().collect();
            (named(register::MENU), options)
        } else {
            read(&given.data.name, &given.data.options)
        };
        let who = of_command(given);
        match spec {
            Some(spec) if spec.path == register::FORM && options.is_empty() => form::open_draft(self, &who).await,
            // Without the intent nothing else tells these words.
            spec if at_hand.as_ref().is_some_and(|(_, words)| !words.is_empty()) => {
                let own = Self { discord: Discord { at_hand, ..self.discord.clone() }, ..self.clone() };
                own.carry_out(who, None, spec, options).await
            }
            spec => self.carry_out(who, None, spec, options).await,
        }
    }

    async fn press(&self, who: Asker, custom_id: &str) -> serenity::Result<()> {
        let Some((community, line)) = reply::pressed(custom_id) else { return Ok(()) };
        if who.is_foreign(custom_id) {
            let lang = self.lang(&who, &community).await;
            let body = reply::body(&community, "", &say(lang, "discord-foreign", &[]), (&[], &[]), &[]);
            return self.tell(&who, body).await;
        }
        let (spec, options) = match commands::parse(line, Lang::En) {
            Parsed::Command(command) => (Some(command.spec), command.options),
            Parsed::Mistake(_) => (None, BTreeMap::new()),
        };
        self.carry_out(who, Some(community), spec, options).await
    }

    /// Carries a command out and answers it: to its person alone, or to all where that was asked for.
    async fn carry_out(
        &self,
        who: Asker,
        within: Option<CommunityId>,
        spec: Option<&'static Spec>,
        options: BTreeMap<&'static str, String>,
    ) -> serenity::Result<()> {
        let Some(community) = within.or(who.guild.map(community)) else { return Ok(()) };
        let command = spec.map(|spec| Command { spec, options });
        // What is promised to all cannot be told to one alone; who has no right to it is told so.
        let public = who.admin && command.as_ref().is_some_and(Command::is_public);
        let flags = |public: bool| if public { 0 } else { EPHEMERAL };
        // A page that only its person sees is turned; everything else is answered below what was pressed.
        let turns = who.own && spec.is_some_and(|spec| spec.path == register::PAGES);
        let (tell, told) = watch::channel(String::new());
        let mut work = pin!(self.answer(&who, &community, command, public, tell));
        let (answer, promised) = tokio::select! {
            answer = &mut work => (answer, false),
            () = tokio::time::sleep(AT_ONCE) => {
                let promise = match turns {
                    true => json!({ "type": 6 }),
                    false => json!({ "type": 5, "data": { "flags": flags(public) } }),
                };
                self.discord.http.create_interaction_response(who.id, &who.token, &promise, Vec::new()).await?;
                (tokio::join!(work, self.show_progress(&who, &community, told)).0, true)
            }
        };
        let mut body = reply::body(&community, "", &answer.text, (&answer.menus, &answer.buttons), &answer.files);
        let files = reply::attachments(&answer.files);
        let http = &self.discord.http;
        let sent = if promised {
            http.edit_original_interaction_response(&who.token, &body, files).await.map(|_| ())
        } else {
            if !turns {
                body.insert("flags".into(), flags(answer.public).into());
            }
            self.respond(&who, if turns { 7 } else { 4 }, body, files).await
        };
        if answer.leaves
            && let Err(failure) = self.discord.leave(&community).await
        {
            warn!(%community, ?failure, "the server could not be left");
        }
        // A command may have changed when something is due.
        self.wake.notify_one();
        sent
    }

    /// Shows how far a promised answer is, until it is there.
    async fn show_progress(&self, who: &Asker, community: &CommunityId, mut told: watch::Receiver<String>) {
        while told.changed().await.is_ok() {
            let text = told.borrow_and_update().clone();
            let body = reply::body(community, "", &text, (&[], &[]), &[]);
            // It is only a courtesy: if it fails, the next may not.
            let _ = self.discord.http.edit_original_interaction_response(&who.token, &body, Vec::new()).await;
            tokio::time::sleep(PACE).await;
        }
    }

    async fn answer(
        &self,
        who: &Asker,
        community: &CommunityId,
        command: Option<Command>,
        public: bool,
        tell: watch::Sender<String>,
    ) -> Reply {
        let lang = if public { self.house_lang(community).await } else { self.lang(who, community).await };
        let done = match &command {
            None => Err(commands::Error::Mistake(say(lang, "discord-old", &[]))),
            Some(command) => self.run(who, community, command, lang, &|text| drop(tell.send_replace(text))).await,
        };
        match done {
            Ok(reply) => reply,
            Err(commands::Error::Mistake(sentence)) => sentence.into(),
            Err(commands::Error::Store(failure)) => {
                error!(command = command.map(|command| command.spec.path), error = %failure, "command failed");
                say(lang, "internal", &[]).into()
            }
        }
    }

    async fn run(
        &self,
        who: &Asker,
        community: &CommunityId,
        command: &Command,
        lang: Lang,
        progress: &(dyn Fn(String) + Send + Sync),
    ) -> Result<Reply, commands::Error> {
        let house = self.app.watch.house(community).await?;
        if house.is_removed() {
            return Err(commands::Error::Mistake(say(lang, "discord-not-here", &[])));
        }
        let roles = self.roles_of(who, community).await;
        let author = Author { account: who.account.clone(), webhook: false, roles };
        // Who answers for a webhook or a shared account posts for the brand as well.
        let owns = house.roster.senders().iter().any(|sender| sender.owner.as_ref() == Some(&who.account));
        let enrolled = owns || house.roster.badge(&author).is_some();
        let actor = Actor { account: author.account, admin: who.admin, enrolled, lang };
        let (watch, now) = (&self.app.watch, self.clock.now());
        let desk = Desk { watch, platform: &self.discord, community, actor: &actor, now, progress };
        commands::run(&desk, command).await
    }

    /// The roles that came along; in a direct message they have to be asked for.
    async fn roles_of(&self, who: &Asker, community: &CommunityId) -> Vec<String> {
        let ids = snowflake(community.as_str()).zip(snowflake(who.account.as_str()));
        let (None, Some((guild, user))) = (who.guild, ids) else { return who.roles.clone() };
        self.discord.roles_of(guild.into(), user.into()).await.unwrap_or_default()
    }

    /// The person's language, or the community's where the person speaks neither.
    pub(super) async fn lang(&self, who: &Asker, community: &CommunityId) -> Lang {
        match who.locale.get(..2) {
            Some("de") => Lang::De,
            Some("en") => Lang::En,
            _ => self.house_lang(community).await,
        }
    }

    async fn house_lang(&self, community: &CommunityId) -> Lang {
        self.app.watch.house(community).await.map_or(Lang::En, |house| house.settings.language)
    }

    /// What was chosen in a menu, as commands take it; none where a button was pressed.
    fn picked(&self, guild: Option<GuildId>, kind: &Pressed) -> Option<String> {
        let all: Vec<String> = match kind {
            Pressed::StringSelect { values } => values.clone(),
            Pressed::ChannelSelect { values } => values.iter().map(ToString::to_string).collect(),
            Pressed::MentionableSelect { values } => {
                let is_role = |id: u64| guild.is_some_and(|g| self.discord.places.is_role(&community(g), id));
                let shown = |id: u64| if is_role(id) { format!("<@&{id}>") } else { format!("<@{id}>") };
                values.iter().map(|id| shown(id.get())).collect()
            }
            _ => return None,
        };
        Some(if all.is_empty() { "-".to_owned() } else { all.join(",") })
    }

    async fn complete(&self, given: CommandInteraction) -> serenity::Result<()> {
        let spec = read(&given.data.name, &given.data.options).0;
        let typed = given.data.autocomplete().map(|typed| (typed.name.to_owned(), typed.value.to_owned()));
        let who = of_command(given);
        let mut offered = json!([]);
        if let (Some(community), Some(spec), Some((name, value))) = (who.guild.map(community), spec, typed)
            && let Some(option) = spec.options.iter().find(|option| option.name == name)
            && let Ok(house) = self.app.watch.house(&community).await
        {
            let lang = self.lang(&who, &community).await;
            offered = complete::choices(&house, option, &value, lang);
        }
        self.respond(&who, 8, [("choices".to_owned(), offered)].into_iter().collect(), Vec::new()).await
    }

    /// Tells somebody something that nobody else sees.
    async fn tell(&self, who: &Asker, mut body: Map<String, Json>) -> serenity::Result<()> {
        body.insert("flags".into(), EPHEMERAL.into());
        self.respond(who, 4, body, Vec::new()).await
    }

    pub(super) async fn respond(
        &self,
        who: &Asker,
        kind: u8,
        data: Map<String, Json>,
        files: Vec<serenity::builder::CreateAttachment>,
    ) -> serenity::Result<()> {
        let body = json!({ "type": kind, "data": data });
        self.discord.http.create_interaction_response(who.id, &who.token, &body, files).await
    }
}

impl Asker {
    fn new(
        id: InteractionId,
        token: String,
        guild: Option<GuildId>,
        locale: String,
        user: &User,
        member: Option<&Member>,
    ) -> Self {
        let rights = member.and_then(|member| member.permissions).unwrap_or_else(Permissions::empty);
        Self {
            id,
            token,
            guild,
            account: AccountId(user.id.to_string()),
            roles: role_ids(member.iter().flat_map(|member| &member.roles)),
            admin: rights.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR),
            locale,
            own: false,
        }
    }

    /// Whether what was pressed speaks of another server than the one it was pressed in.
    fn is_foreign(&self, custom_id: &str) -> bool {
        let own = self.guild.map(community);
        own.zip(reply::pressed(custom_id)).is_some_and(|(own, (meant, _))| own != meant)
    }
}

fn of_command(given: CommandInteraction) -> Asker {
    Asker::new(given.id, given.token, given.guild_id, given.locale, &given.user, given.member.as_deref())
}

/// The command of the table, and its options by their English names.
fn read(name: &str, given: &[CommandDataOption]) -> (Option<&'static Spec>, BTreeMap<&'static str, String>) {
    let (path, given) = match given {
        [CommandDataOption { name: part, value: Given::SubCommand(inner), .. }] => {
            (format!("{name} {part}"), &inner[..])
        }
        _ => (name.to_owned(), given),
    };
    let Some(spec) = named(&path) else { return (None, BTreeMap::new()) };
    let options = given.iter().filter_map(|option| {
        let known = spec.options.iter().find(|own| own.name == option.name)?;
        let value = match &option.value {
            Given::String(text) => text.clone(),
            Given::Integer(number) => number.to_string(),
            Given::Channel(id) => id.to_string(),
            Given::User(id) => id.to_string(),
            _ => return None,
        };
        Some((known.name, value))
    });
    (Some(spec), options.collect())
}

/// Whether only one person sees a message.
fn is_own(message: &Message) -> bool {
    message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
}

fn named(path: &str) -> Option<&'static Spec> {
    ALL.iter().find(|spec| spec.path == path)
}
