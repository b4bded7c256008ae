//! What the operator sets: one field, one environment variable, one line of `.env.example`. What a community sets lives in
//! the database.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::domain::Lang;
use crate::watch::Key;

/// The operator's settings. It holds secrets, so it cannot be printed.
#[derive(Clone, Args)]
pub struct Config {
    /// Where everything is stored: a path or sqlite:PATH, or postgres://user:password@host/database.
    #[arg(long, env = "DATABASE_URL", default_value = "punktum.db", hide_env_values = true)]
    pub database_url: String,
    /// Secret of the keyed hashes, at least 16 bytes. Without it a private file is made once and read from then on: the
    /// database's path with .key at its end, such as punktum.db.key, or punktum.key in the working directory with PostgreSQL.
    #[arg(long, env = "PUNKTUM_HASH_KEY", hide_env_values = true)]
    pub hash_key: Option<String>,
    /// A file that holds the secret of the keyed hashes, at least 16 bytes.
    #[arg(long, env = "PUNKTUM_HASH_KEY_FILE", conflicts_with = "hash_key")]
    pub hash_key_file: Option<PathBuf>,
    /// Token of the Discord bot: with it the program runs there instead of on the console.
    #[arg(long, env = "DISCORD_TOKEN", hide_env_values = true)]
    pub discord_token: Option<String>,
    /// A file that holds the token of the Discord bot.
    #[arg(long, env = "DISCORD_TOKEN_FILE", conflicts_with = "discord_token")]
    pub discord_token_file: Option<PathBuf>,
    /// Where requests to Discord go instead, such as a proxy that keeps the rate limits: ours are off then.
    #[arg(long, env = "DISCORD_API_URL")]
    pub discord_api_url: Option<String>,
    /// Whether Discord tells the words of all messages: off without the Message Content intent; then only drafts, audits from
    /// a message's menu and posts that mention the bot are checked.
    #[arg(long, env = "DISCORD_MESSAGE_CONTENT", default_value = "on", value_parser = ["on", "off"])]
    pub discord_message_content: String,
    /// What is logged on standard error: a level, or filters such as punktum=debug,sqlx=warn.
    #[arg(long, env = "PUNKTUM_LOG", default_value = "warn")]
    pub log: String,
    /// How it is logged.
    #[arg(long, env = "PUNKTUM_LOG_FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub log_format: String,
}

impl Config {
    /// The key of all keyed hashes: the secret, the named file, or a private file beside the database.
    ///
    /// # Errors
    /// When a named file cannot be read or is shorter than 16 bytes, or a new one cannot be made.
    pub fn key(&self) -> Result<Key> {
        if let Some(secret) = &self.hash_key {
            return key_of(secret.trim().as_bytes(), "PUNKTUM_HASH_KEY");
        }
        if let Some(file) = &self.hash_key_file {
            let secret = fs::read(file).with_context(|| format!("cannot read the hash key {}", file.display()))?;
            return key_of(secret.trim_ascii(), &file.display().to_string());
        }
        let file = self.private_key_file();
        match fs::read(&file) {
            Ok(secret) => key_of(&secret, &file.display().to_string()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let secret =
                    make_private(&file).with_context(|| format!("cannot make the hash key {}", file.display()))?;
                key_of(&secret, &file.display().to_string())
            }
            Err(error) => Err(error).with_context(|| format!("cannot read the hash key {}", file.display())),
        }
    }

    /// The token of the Discord bot, if one is set.
    ///
    /// # Errors
    /// When the named file cannot be read.
    pub fn discord_token(&self) -> Result<Option<String>> {
        let token = match (&self.discord_token, &self.discord_token_file) {
            (Some(token), _) => token.clone(),
            (None, Some(file)) => {
                fs::read_to_string(file).with_context(|| format!("cannot read the token {}", file.display()))?
            }
            (None, None) => return Ok(None),
        };
        Ok(Some(token.trim().to_owned()).filter(|token| !token.is_empty()))
    }

    /// Beside an SQLite file, in the working directory for a server.
    fn private_key_file(&self) -> PathBuf {
        if self.database_url.starts_with("postgres") {
            return PathBuf::from("punktum.key");
        }
        let path = self.database_url.strip_prefix("sqlite:").unwrap_or(&self.database_url);
        let path = path.strip_prefix("//").unwrap_or(path).split('?').next().unwrap_or_default();
        PathBuf::from(format!("{path}.key"))
    }
}

/// The language of the environment, English where it is none of ours.
#[must_use]
pub fn language() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let first = set.into_iter().find(|value| !value.is_empty());
    first.and_then(|name| Lang::from_code(name.split('.').next().unwrap_or_default())).unwrap_or(Lang::En)
}

fn key_of(secret: &[u8], place: &str) -> Result<Key> {
    if secret.len() < 16 {
        bail!("the hash key in {place} is shorter than 16 bytes");
    }
    Ok(Key::new(secret))
}

/// Makes a file with 32 random bytes in hexadecimal that only its owner can read. It is there as a whole or not at all, whenever
/// the program ends.
fn make_private(file: &Path) -> Result<Vec<u8>> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|e| anyhow::anyhow!("the machine gives no random bytes: {e}"))?;
    let secret = blake3::Hash::from_bytes(random).to_hex().to_string();
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let mut to = options.open(&part)?;
    to.write_all(secret.as_bytes())?;
    to.sync_all()?;
    fs::rename(&part, file)?;
    Ok(secret.into_bytes())
}
