//! `punktum export` and `punktum erase`: everything held about a community or an account, for the operator.

use std::fs;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::clock;
use crate::config::Config;
use crate::domain::{AccountId, CommunityId};
use crate::engine::Engine;
use crate::handover;
use crate::store::{Held, Store, Tx, Whose};
use crate::watch::Watch;

/// Whom it is about.
#[derive(Debug, Args)]
pub(super) struct About {
    /// The id of the community: of a Discord server, or `console`.
    community: String,
    /// Only this account: its id.
    #[arg(long, value_name = "ID")]
    account: Option<String>,
    /// Where everything is stored; without it what DATABASE_URL says.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    about: About,
    /// The folder for the files; made when it is missing.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[command(flatten)]
    about: About,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

/// Writes all rows as JSON, and each table as CSV.
pub(super) fn export(config: &Config, arguments: &Export) -> Result<ExitCode> {
    let about = &arguments.about;
    let held = look(config, about)?;
    let account = about.account.as_deref();
    let ids: Vec<&str> = [about.community.as_str()].into_iter().chain(account).collect();
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from(handover::name(&ids)));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, bytes) in handover::files(&held) {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    print(&format!("{} rows of {} tables are in {}", rows(&held), tables(&held), folder.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Erases all rows of a community, or every trace of an account in one.
pub(super) fn erase(config: &Config, arguments: &Erase) -> Result<ExitCode> {
    let about = &arguments.about;
    let held = look(config, about)?;
    if handover::is_nothing(&held) {
        print("nothing is held about this account")?;
        return Ok(ExitCode::SUCCESS);
    }
    if !arguments.yes && !confirmed(about, &held)? {
        bail!("nothing was erased");
    }
    with_watch(config, about, async |watch| {
        let community = about.community();
        let mut turn = watch.change(&community).await?;
        match about.account() {
            Some(account) => {
                let person = watch.person(&mut turn.tx, &community, &account).await?;
                turn.tx.erase_account(&community, &person, clock::now()).await?;
            }
            None => turn.tx.forget(&community).await?,
        }
        Ok(turn.commit().await?)
    })?;
    print("erased; a bot that runs on this database has to be started again")?;
    Ok(ExitCode::SUCCESS)
}

impl About {
    fn community(&self) -> CommunityId {
        CommunityId(self.community.clone())
    }

    fn account(&self) -> Option<AccountId> {
        self.account.as_deref().map(AccountId::from)
    }

    async fn known(&self, tx: &mut Tx) -> Result<()> {
        if tx.community(&self.community()).await?.is_some() {
            return Ok(());
        }
        let all: Vec<String> = tx.communities().await?.into_iter().map(|known| known.id.0).collect();
        match all.as_slice() {
            [] => bail!("the database holds no community"),
            all => bail!("the database holds no community {}; it holds {}", self.community, all.join(", ")),
        }
    }
}

/// All that is held, of a community that has to be known.
fn look(config: &Config, about: &About) -> Result<Vec<Held>> {
    with_watch(config, about, async |watch| {
        let mut tx = watch.store().read().await?;
        about.known(&mut tx).await?;
        let community = about.community();
        Ok(match about.account() {
            Some(account) => {
                let person = watch.person(&mut tx, &community, &account).await?;
                tx.held(&community, Whose::Own(&person)).await?
            }
            None => tx.held(&community, Whose::All).await?,
        })
    })
}

/// Does something with a database that is there already.
fn with_watch<T>(config: &Config, about: &About, what: impl AsyncFnOnce(Watch) -> Result<T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let database_url = about.database.clone().unwrap_or_else(|| config.database_url.clone());
    let config = Config { database_url, ..config.clone() };
    runtime.block_on(async {
        let store = Store::open_existing(&config.database_url).await?;
        let watch = Watch::new(store.clone(), Arc::new(Engine::default()), config.key()?);
        let done = what(watch).await;
        store.close().await;
        done
    })
}

/// Asks whether to go on: the id has to be typed again.
fn confirmed(about: &About, held: &[Held]) -> Result<bool> {
    let id = about.account.as_ref().unwrap_or(&about.community);
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        bail!("nothing was erased: nobody can be asked here; --yes does not ask");
    }
    let what = if about.account.is_some() { "name the account" } else { "belong to the community" };
    print(&format!("{} rows of {} tables {what}. Type {id} to erase this for good:", rows(held), tables(held)))?;
    let mut typed = String::new();
    stdin.lock().read_line(&mut typed)?;
    Ok(typed.trim() == id.trim())
}

fn rows(held: &[Held]) -> usize {
    held.iter().map(|table| table.rows.len()).sum()
}

fn tables(held: &[Held]) -> usize {
    held.iter().filter(|table| !table.rows.is_empty()).count()
}

fn print(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
