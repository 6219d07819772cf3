//! PostgreSQL: a table that only grows, until a receipt has had its time (`schema.sql`).

use crate::receipt::Posted;
use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use std::fmt;
use std::time::Duration;
use tokio_postgres::types::Json;
use tokio_postgres::{Config, NoTls};

/// As many connections as a few cores can use.
const CONNECTIONS: usize = 16;
/// Shorter than the ten seconds that a browser waits.
const PATIENCE: Duration = Duration::from_secs(4);
/// What one transaction of the retention job removes: short enough that nobody waits for it.
const BATCH: i32 = 10_000;

const SCHEMA: &str = include_str!("schema.sql");

/// The table, as one role sees it.
#[derive(Clone)]
pub struct Database(Pool);

/// What became of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was kept.
    New,
    /// It was there: the browser had no answer the first time.
    Same,
    /// Another receipt has this id; nothing was kept.
    Other,
}

/// Why the database did not do it. It never holds a receipt.
#[derive(Debug)]
pub struct Unavailable(String);

impl fmt::Display for Unavailable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the database: {}", self.0)
    }
}

impl From<PoolError> for Unavailable {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            other => Self(other.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Unavailable {
    fn from(error: tokio_postgres::Error) -> Self {
        // The driver's own text leaves out what the server said, and a `DETAIL` of the server can hold a row.
        Self(error.as_db_error().map_or_else(|| super::cause::told(&error), |said| said.message().to_owned()))
    }
}

impl Database {
    /// Connects when it is first used.
    ///
    /// # Errors
    /// When the pool can't be made.
    pub fn new(mut config: Config) -> Result<Self, Unavailable> {
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_options().is_none() {
            config.options("-c statement_timeout=4000");
        }
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager).max_size(CONNECTIONS).runtime(Runtime::Tokio1).wait_timeout(Some(PATIENCE)).build();
        pool.map(Self).map_err(|error| Unavailable(error.to_string()))
    }

    /// Makes the table, its rules and its roles, and sets for how many months receipts are kept. For the owner.
    ///
    /// # Errors
    /// What the server says.
    pub async fn set_up(&self, months: u32) -> Result<(), Unavailable> {
        let mut client = self.0.get().await?;
        let change = client.transaction().await?;
        change.batch_execute(SCHEMA).await?;
        let period =
            "insert into sluis.retention (months) values ($1::bigint::integer) on conflict (single) do update set months = excluded.months";
        change.execute(period, &[&i64::from(months)]).await?;
        Ok(change.commit().await?)
    }

    /// Keeps a receipt, once for each id. For the writer.
    ///
    /// # Errors
    /// What the server says; then nothing is known to be kept.
    pub async fn keep(&self, posted: &Posted) -> Result<Kept, Unavailable> {
        let client = self.0.get().await?;
        let statement = client.prepare_cached("select sluis.keep($1::text::uuid, $2)").await?;
        let told: String = client.query_one(&statement, &[&posted.id, &Json(&posted.receipt)]).await?.try_get(0)?;
        Ok(match told.as_str() {
            "new" => Kept::New,
            "same" => Kept::Same,
            _ => Kept::Other,
        })
    }

    /// Removes every receipt that has had its time, and says how many. For the keeper.
    ///
    /// # Errors
    /// What the server says; what was removed before stays removed.
    pub async fn expire(&self) -> Result<i64, Unavailable> {
        let client = self.0.get().await?;
        let mut all = 0;
        loop {
            let removed: i64 = client.query_one("select sluis.expire($1)", &[&BATCH]).await?.try_get(0)?;
            all += removed;
            if removed < i64::from(BATCH) {
                return Ok(all);
            }
        }
    }

    /// Whether this role can keep receipts now.
    ///
    /// # Errors
    /// What the server says, or that the table was not set up for this role.
    pub async fn healthy(&self) -> Result<(), Unavailable> {
        let client = self.0.get().await?;
        // By the catalogue, where anybody may look: naming the function takes the right that is asked about.
        let asked = "select exists (select from pg_proc f join pg_namespace s on s.oid = f.pronamespace where s.nspname = 'sluis'
            and f.proname = 'keep' and has_schema_privilege(s.oid, 'usage') and has_function_privilege(f.oid, 'execute'))";
        let may: bool = client.query_one(asked, &[]).await?.try_get(0)?;
        if may {
            Ok(())
        } else {
            Err(Unavailable(String::from("this role may not call sluis.keep; run `sluis-receiver setup` and `grant sluis_writer`")))
        }
    }
}
