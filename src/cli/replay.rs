//! `punktum replay`: what the bot would have said about the past, from files of DiscordChatExporter.

mod progress;
mod show;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use crate::commands::{self, Actor, Desk};
use crate::config::{Config, language};
use crate::domain::{AccountId, CommunityId, Lang};
use crate::engine::Engine;
use crate::i18n::say;
use crate::platform::export::{self, Broken, Export, Meant, Survey, Unclear, Wish};
use crate::store::Store;
use crate::watch::Watch;

use self::progress::Progress;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Exports as JSON: files, their parts, or folders of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// An account that posts for the brand, by its name or id.
    #[arg(long, value_name = "NAME")]
    official: Vec<String>,
    /// A role whose accounts post for the brand, by its name or id.
    #[arg(long, value_name = "NAME")]
    official_role: Vec<String>,
    /// Every account posts for the brand; bots are shown but not counted.
    #[arg(long, conflicts_with_all = ["official", "official_role"])]
    all: bool,
    /// A channel whose posts count, by its name or id; without one, those for announcements and those where the brand does
    /// most of the talking.
    #[arg(long, value_name = "CHANNEL")]
    stage: Vec<String>,
    /// Where it is kept: a path or sqlite:PATH, or postgres://user:password@host/database; without one, nowhere.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Where the picture is saved.
    #[arg(long, value_name = "FILE", default_value = "punktum-replay.png")]
    png: PathBuf,
    /// The language of the report: de or en; without it, that of the environment.
    #[arg(long, value_parser = super::score::parse_lang)]
    lang: Option<Lang>,
}

/// Replays the files and prints the audit; exit status 1 when a file is broken or nobody is named.
pub(super) fn run(config: &Config, arguments: Arguments) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let done = runtime.block_on(async {
        tokio::select! {
            done = replay(config, arguments) => done,
            _ = tokio::signal::ctrl_c() => Err(anyhow::anyhow!("stopped")),
        }
    });
    // A thread that still reads a file is not waited for.
    runtime.shutdown_background();
    done
}

async fn replay(config: &Config, arguments: Arguments) -> Result<ExitCode> {
    let lang = arguments.lang.unwrap_or_else(language);
    let files = match export::files(&arguments.files) {
        Ok(files) if !files.is_empty() => files,
        Ok(_) => return complain(&[say(lang, "replay-no-file", &[])]),
        Err(broken) => return complain(&[broken.say(lang)]),
    };
    let wish = Arc::new(Wish {
        accounts: arguments.official,
        roles: arguments.official_role,
        stages: arguments.stage,
        all: arguments.all,
    });
    let progress = Arc::new(Progress::begin(&files));
    let survey = {
        let (files, wish, progress) = (files.clone(), Arc::clone(&wish), Arc::clone(&progress));
        tokio::task::spawn_blocking(move || export::survey(&files, &wish, &|bytes| progress.pass(bytes))).await?
    };
    let place = Place::choose(arguments.database, config)?;
    let store = Store::open(&place.config.database_url).await?;
    let watch = Watch::new(store.clone(), Arc::new(Engine::default()), place.config.key()?);
    let meant = match meant(&watch, &survey, &wish).await? {
        Ok(meant) => meant,
        Err(unclear) => {
            progress.end();
            store.close().await;
            let mut sentences = broken(&survey.broken, lang);
            sentences.extend(show::who(lang, &survey, &unclear, &arguments.files));
            return complain(&sentences);
        }
    };
    for (id, server) in &survey.servers {
        export::found(&watch, (id, server), &meant[id.as_str()], &wish, lang).await?;
    }
    let passed = {
        let progress = Arc::clone(&progress);
        move |bytes| progress.pass(bytes)
    };
    let replayed = export::replay(&watch, files, &survey, &wish, passed).await?;
    progress.end();
    for id in survey.servers.keys() {
        let official = replayed.official.get(id).copied().unwrap_or(0);
        let lines = report(&watch, (&survey, id), official, &wish, lang, &arguments.png).await?;
        std::io::stdout().write_all(lines.as_bytes()).context("cannot write to standard output")?;
    }
    store.close().await;
    let mut wrong = broken(&replayed.broken, lang);
    wrong.extend(replayed.fused.iter().map(|(server, role)| show::fused(lang, &survey, server, role)));
    if wrong.is_empty() { Ok(ExitCode::SUCCESS) } else { complain(&wrong) }
}

/// Who is official in each server, by what was typed; a server that has senders already needs nobody named. Else what is
/// unclear, empty when nobody is named at all.
async fn meant<'a>(
    watch: &Watch,
    survey: &'a Survey,
    wish: &Wish,
) -> Result<Result<BTreeMap<&'a str, Meant>, Vec<Unclear>>> {
    let mut known = false;
    for id in survey.servers.keys() {
        known |= !watch.house(&CommunityId::from(id.as_str())).await?.roster.senders().is_empty();
    }
    if wish.names_nobody() && !known {
        return Ok(Err(Vec::new()));
    }
    Ok(survey.meant(wish))
}

/// What is printed of one server; its picture is saved.
async fn report(
    watch: &Watch,
    (survey, id): (&Survey, &str),
    official: u64,
    wish: &Wish,
    lang: Lang,
    png: &Path,
) -> Result<String> {
    let community = CommunityId::from(id);
    let actor = Actor { account: AccountId::from("punktum"), admin: true, enrolled: true, lang };
    let now = survey.servers[id].since.unwrap_or_default();
    let desk = Desk { watch, platform: &Export, community: &community, actor: &actor, now, progress: &|_| {} };
    let house = watch.house(&community).await?;
    let remarks = show::remarks(lang, &house, wish);
    let name = png.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let whole = commands::whole(&desk, &name, &remarks).await?;
    let path = if survey.servers.len() == 1 { png.to_owned() } else { numbered(png, id) };
    let mut saved = Vec::new();
    for file in whole.iter().flat_map(|whole| &whole.reply.files) {
        std::fs::write(&path, &file.bytes).with_context(|| format!("cannot save {}", path.display()))?;
        saved.push(format!("[{}] {}", path.display(), file.alt));
    }
    let senders = house.roster.senders().len();
    Ok(show::report(lang, &survey.servers[id], official, (wish, senders), whole.as_ref(), &saved))
}

/// Of several servers each has a picture of its own.
fn numbered(png: &Path, id: &str) -> PathBuf {
    let stem = png.file_stem().unwrap_or_default().to_string_lossy();
    png.with_file_name(format!("{stem}-{id}.png"))
}

/// The database: the named one, or one in a folder that goes when the replay ends.
struct Place {
    config: Config,
    _folder: Option<tempfile::TempDir>,
}

impl Place {
    fn choose(named: Option<String>, config: &Config) -> Result<Self> {
        let mut config = config.clone();
        if let Some(url) = named {
            config.database_url = url;
            return Ok(Self { config, _folder: None });
        }
        let folder = tempfile::Builder::new().prefix("punktum-").tempdir().context("cannot make a temporary folder")?;
        config.database_url = folder.path().join("replay.db").display().to_string();
        Ok(Self { config, _folder: Some(folder) })
    }
}

fn broken(broken: &[Broken], lang: Lang) -> Vec<String> {
    broken.iter().map(|broken| broken.say(lang)).collect()
}

/// What is wrong, on standard error.
fn complain(sentences: &[String]) -> Result<ExitCode> {
    let text: String = sentences.iter().map(|sentence| format!("{sentence}\n")).collect();
    std::io::stderr().write_all(text.as_bytes()).context("cannot write to standard error")?;
    Ok(ExitCode::FAILURE)
}
