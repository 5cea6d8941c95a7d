//! What all tasks of a job share: datasets made once and copied, services and their rights.

use std::collections::BTreeMap;

use super::fuel::{Fuel, Room};
use super::function::Plain;
use super::guard::{Right, Rights};
use super::script::split;
use super::session::{Kit, Session};
use super::world::World;
use super::{Failure, Fault, Fill, Gone, Job, Outcome};

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
    plain: Plain,
    fuel: Fuel,
    made: BTreeMap<usize, World>,
    spare: Option<Ground>,
}

/// Databases of a play and the judge who looks at them. One is used for all plays of a job: to make it like a dataset
/// costs less than to make it anew.
pub(super) struct Ground {
    pub(super) world: World,
    pub(super) judge: Session,
}

impl<'j> Stage<'j> {
    pub(super) fn new(job: &'j Job) -> Result<Self, Gone> {
        let plain = Plain::open().map_err(|error| Gone::Machine(error.to_string()))?;
        let names = job.databases.iter().map(|database| database.name.clone()).collect();
        Ok(Self { job, names, plain, fuel: Fuel::new(), made: BTreeMap::new(), spare: None })
    }

    /// What connections need, with the tank full; tasks come one after the other and share it.
    pub(super) fn kit(&self) -> Kit<'_> {
        self.fuel.refill();
        Kit { plain: &self.plain, fuel: self.fuel.clone() }
    }

    /// The databases of a dataset with their judge, to be given back by [`Stage::give_back`].
    pub(super) fn ground(&mut self, dataset: usize) -> Result<Ground, Trouble> {
        self.make_once(dataset)?;
        let mut ground = if let Some(ground) = self.spare.take() {
            ground
        } else {
            let world = World::in_memory(&self.names)?;
            let judge = Session::open(&world, self.judge(), &self.kit())?;
            Ground { world, judge }
        };
        ground.world.become_like(&self.made[&dataset])?;
        Ok(ground)
    }

    /// Keeps the ground for the next play.
    pub(super) fn give_back(&mut self, ground: Ground) {
        self.spare = Some(ground);
    }

    /// The databases of a dataset, to do with as one likes.
    pub(super) fn world(&mut self, dataset: usize) -> Result<World, Trouble> {
        self.make_once(dataset)?;
        Ok(self.made[&dataset].copy()?)
    }

    fn make_once(&mut self, dataset: usize) -> Result<(), Trouble> {
        if !self.made.contains_key(&dataset) {
            let world = self.make(dataset)?;
            self.made.insert(dataset, world);
        }
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
        }
    }

    fn owner(&self, database: &String) -> String {
        let owner = self.job.services.iter().find(|service| service.owns.contains(database));
        owner.map_or_else(|| database.clone(), |service| service.name.clone())
    }

    fn make(&self, dataset: usize) -> Result<World, Trouble> {
        let mut lower: Vec<String> = self.names.iter().map(|name| name.to_ascii_lowercase()).collect();
        lower.extend(["main", "temp", "before"].map(str::to_owned));
        lower.sort();
        if lower.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Trouble::NotMade("databases need different names, none `main`, `temp` or `before`".to_owned()));
        }
        let world = World::in_memory(&self.names)?;
        for database in &self.job.databases {
            self.setup(&world, &database.name, &database.schema)?;
        }
        let Some(fills) = self.job.datasets.get(dataset) else {
            return Err(Trouble::NotMade(format!("there is no dataset {dataset}")));
        };
        for fill in fills {
            match fill {
                Fill::Script { database, script } => self.setup(&world, database, script)?,
                Fill::Rows { database, table, columns, rows } => {
                    let session = Session::open(&world, self.author(database)?, &self.kit())?;
                    session
                        .fill(table, columns, rows)
                        .map_err(|error| Trouble::NotMade(format!("rows of {database}.{table}: {error}")))?;
                }
            }
        }
        Ok(world)
    }

    fn setup(&self, world: &World, database: &str, script: &str) -> Result<(), Trouble> {
        let pieces = split(script);
        let mut session = Session::open(world, self.author(database)?, &self.kit())?;
        let mut room = Room::new();
        for piece in pieces {
            session.run(script, piece, &[], &mut room).map_err(|failure| {
                let Failure { message, at, .. } = failure;
                Trouble::NotMade(format!("setup of {database}, {}:{}: {message}", at.line, at.column))
            })?;
        }
        Ok(())
    }

    /// The first statement of a script that does not parse. Statements are compiled without any table in sight, so
    /// only the parser's complaints count.
    pub(super) fn parse(&mut self, script: &str) -> Result<Outcome, Trouble> {
        let world = World::in_memory(&[])?;
        let rights = Rights { service: String::new(), main: None, others: BTreeMap::new() };
        let mut session = Session::open(&world, rights, &self.kit())?;
        let first = split(script).into_iter().find_map(|piece| {
            let failure = session.prepare(script, piece).err()?;
            matches!(failure.fault, Fault::Syntax | Fault::Fuel | Fault::Memory).then_some(failure)
        });
        Ok(Outcome::Parsed(first))
    }
}
