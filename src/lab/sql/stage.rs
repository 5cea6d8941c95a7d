//! What all tasks of a job share: databases that are made once and copied, connections to them, services and their
//! rights.

use std::collections::BTreeMap;

use super::ask::Desk;
use super::fuel::{Fuel, Room};
use super::function::Plain;
use super::guard::{Right, Rights};
use super::pool::{Pool, is_wary};
use super::script::split;
use super::session::{Kit, Session};
use super::world::World;
use super::{Database, Failure, Fault, Fill, Gone, Job, Outcome};

/// Why a task has no outcome of its own.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The job's databases, datasets or names are wrong.
    NotMade(String),
    /// The machine fails.
    Machine(Gone),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Machine(Gone::Machine(error.to_string()))
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Machine(Gone::Machine(error.to_string()))
    }
}

/// The common ground of a job's tasks.
pub(super) struct Stage<'j> {
    pub(super) job: &'j Job,
    pub(super) names: Vec<String>,
    is_wary: bool,
    props: Props,
    pub(super) desk: Option<Desk<'j>>,
}

/// What stays on the stage for the next job, if it is one of the same databases. All of it is made of the pack's schemas
/// and rows, or made like them again before a script runs on it.
pub(super) struct Props {
    /// The databases whose props these are.
    databases: Vec<Database>,
    plain: Plain,
    fuel: Fuel,
    /// The databases with their tables and no rows.
    bare: Option<World>,
    /// The datasets made last, the latest at the end, as models of the plays on them.
    models: Vec<Model>,
    spare: Option<Ground>,
}

/// Datasets kept: jobs of one grading mostly have the same few.
const MODELS: usize = 8;

/// The databases of a dataset.
struct Model {
    fills: Vec<Fill>,
    site: Site,
}

/// Databases and connections to them. One is used for many tasks: to make it like another costs less than to make it
/// anew.
pub(super) struct Site {
    pub(super) world: World,
    pub(super) pool: Pool,
}

/// Databases of a play, the judge who looks at them, and copies for what is tried afterwards.
pub(super) struct Ground {
    pub(super) site: Site,
    pub(super) judge: Session,
    pub(super) copy: Option<Site>,
}

impl Props {
    fn new(job: &Job) -> Result<Self, Gone> {
        let plain = Plain::open().map_err(|error| Gone::Machine(error.to_string()))?;
        let databases = job.databases.clone();
        Ok(Self { databases, plain, fuel: Fuel::new(), bare: None, models: Vec::new(), spare: None })
    }
}

impl<'j> Stage<'j> {
    /// A stage for a job, with what an earlier one of the same databases left.
    pub(super) fn new(job: &'j Job, kept: &mut Option<Props>) -> Result<Self, Gone> {
        let is_wary = is_wary(job);
        let props = match kept.take_if(|kept| !is_wary && kept.databases == job.databases) {
            Some(props) => props,
            None => Props::new(job)?,
        };
        let names = job.databases.iter().map(|database| database.name.clone()).collect();
        Ok(Self { job, names, is_wary, props, desk: None })
    }

    /// What the next job may use; nothing after one whose scripts could tell a used connection.
    pub(super) fn clear(self) -> Option<Props> {
        (!self.is_wary && !self.job.databases.is_empty()).then_some(self.props)
    }

    /// No connections yet.
    pub(super) fn pool(&self) -> Pool {
        Pool::new(self.is_wary)
    }

    /// Empty databases.
    pub(super) fn site(&self) -> Result<Site, Trouble> {
        Ok(Site { world: World::in_memory(&self.names)?, pool: self.pool() })
    }

    /// What connections need, with the tank full; tasks come one after the other and share it.
    pub(super) fn kit(&self) -> Kit<'_> {
        self.props.fuel.refill();
        Kit { plain: &self.props.plain, fuel: self.props.fuel.clone() }
    }

    /// The databases of a dataset with their judge, to be given back by [`Stage::give_back`].
    pub(super) fn ground(&mut self, dataset: usize) -> Result<Ground, Trouble> {
        self.fill(dataset)?;
        let mut ground = if let Some(ground) = self.props.spare.take() {
            ground
        } else {
            let site = self.site()?;
            let judge = Session::open(&site.world, self.judge(), &self.kit())?;
            Ground { site, judge, copy: None }
        };
        ground.site.world.become_like(self.filled()?)?;
        Ok(ground)
    }

    /// Keeps the ground for the next play.
    pub(super) fn give_back(&mut self, ground: Ground) {
        self.props.spare = Some(ground);
    }

    /// The databases of a dataset, to do with as one likes.
    pub(super) fn world(&mut self, dataset: usize) -> Result<World, Trouble> {
        self.fill(dataset)?;
        Ok(self.filled()?.copy()?)
    }

    fn filled(&self) -> Result<&World, Trouble> {
        let model = self.props.models.last().ok_or_else(|| Trouble::NotMade("there is no dataset".to_owned()))?;
        Ok(&model.site.world)
    }

    /// Makes a dataset's databases the latest model; nothing to make where they are one already.
    fn fill(&mut self, dataset: usize) -> Result<(), Trouble> {
        let Some(fills) = self.job.datasets.get(dataset) else {
            return Err(Trouble::NotMade(format!("there is no dataset {dataset}")));
        };
        if let Some(at) = self.props.models.iter().rposition(|model| model.fills == *fills) {
            self.props.models[at..].rotate_left(1);
            return Ok(());
        }
        let bare = match self.props.bare.take() {
            Some(bare) => bare,
            None => self.make()?,
        };
        let mut site = if self.props.models.len() < MODELS { self.site()? } else { self.props.models.remove(0).site };
        site.world.become_like(&bare)?;
        self.props.bare = Some(bare);
        self.fill_model(&mut site, fills)?;
        self.props.models.push(Model { fills: fills.clone(), site });
        Ok(())
    }

    /// The rights of a service.
    pub(super) fn rights(&self, service: &str) -> Result<Rights, Trouble> {
        let Some(found) = self.job.services.iter().find(|other| other.name == service) else {
            return Err(Trouble::NotMade(format!("there is no service `{service}`")));
        };
        let right = |database: &String| {
            if found.owns.contains(database) {
                Right::Write
            } else if found.reads.contains(database) {
                Right::Read
            } else {
                Right::None
            }
        };
        Ok(self.all_rights(service, found.owns.first().map(String::as_str), right))
    }

    /// The rights of the pack's author, at home in a database.
    pub(super) fn author(&self, database: &str) -> Result<Rights, Trouble> {
        if self.names.iter().any(|name| name == database) {
            Ok(self.all_rights("author", Some(database), |_| Right::Write))
        } else {
            Err(Trouble::NotMade(format!("there is no database `{database}`")))
        }
    }

    /// The rights of the judge, who reads everything.
    pub(super) fn judge(&self) -> Rights {
        let mut rights = self.all_rights("judge", None, |_| Right::Read);
        rights.others.insert("before".to_owned(), (Right::Read, "judge".to_owned()));
        rights
    }

    fn all_rights(&self, service: &str, main: Option<&str>, right: impl Fn(&String) -> Right) -> Rights {
        let others = self.names.iter().filter(|name| Some(name.as_str()) != main);
        Rights {
            service: service.to_owned(),
            main: main.map(str::to_owned),
            others: others.map(|name| (name.to_ascii_lowercase(), (right(name), self.owner(name)))).collect(),
            rows_only: false,
        }
    }

    fn owner(&self, database: &String) -> String {
        let owner = self.job.services.iter().find(|service| service.owns.contains(database));
        owner.map_or_else(|| database.clone(), |service| service.name.clone())
    }

    fn make(&self) -> Result<World, Trouble> {
        let mut lower: Vec<String> = self.names.iter().map(|name| name.to_ascii_lowercase()).collect();
        lower.extend(["main", "temp", "before"].map(str::to_owned));
        lower.sort();
        if lower.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Trouble::NotMade("databases need different names, none `main`, `temp` or `before`".to_owned()));
        }
        let mut site = self.site()?;
        for database in &self.job.databases {
            self.setup(&mut site, &database.name, &database.schema)?;
        }
        Ok(site.world)
    }

    fn fill_model(&self, model: &mut Site, fills: &[Fill]) -> Result<(), Trouble> {
        for fill in fills {
            match fill {
                Fill::Script { database, script } => self.setup(model, database, script)?,
                Fill::Rows { database, table, columns, rows } => {
                    // At home in the first database, whichever it is: one connection fills them all.
                    let home = self.names.first().filter(|_| self.names.contains(database)).unwrap_or(database);
                    let home_rights = self.author(home)?;
                    let name = if database == home { "main" } else { database };
                    let session = model.pool.begin(&model.world, home_rights, &self.kit())?;
                    session
                        .fill(name, table, columns, rows)
                        .map_err(|error| Trouble::NotMade(format!("rows of {database}.{table}: {error}")))?;
                    model.pool.end([session]);
                }
            }
        }
        Ok(())
    }

    fn setup(&self, site: &mut Site, database: &str, script: &str) -> Result<(), Trouble> {
        let pieces = split(script);
        let mut session = site.pool.begin(&site.world, self.author(database)?, &self.kit())?;
        let mut room = Room::new();
        for piece in pieces {
            session.run(script, piece, &[], &mut room).map_err(|failure| {
                let Failure { message, at, .. } = failure;
                Trouble::NotMade(format!("setup of {database}, {}:{}: {message}", at.line, at.column))
            })?;
        }
        site.pool.end([session]);
        Ok(())
    }

    /// The first statement of a script that does not parse. Statements are compiled without any table in sight, so
    /// only the parser's complaints count.
    pub(super) fn parse(&mut self, script: &str) -> Result<Outcome, Trouble> {
        let world = World::in_memory(&[])?;
        let rights = Rights { service: String::new(), main: None, others: BTreeMap::new(), rows_only: false };
        let mut session = Session::open(&world, rights, &self.kit())?;
        let first = split(script).into_iter().find_map(|piece| {
            let failure = session.prepare(script, piece).err()?;
            matches!(failure.fault, Fault::Syntax | Fault::Fuel | Fault::Memory).then_some(failure)
        });
        Ok(Outcome::Parsed(first))
    }
}
