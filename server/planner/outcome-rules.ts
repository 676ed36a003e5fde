/** Why a due purpose has the day it has, or none. The place in this list is how it is written into columns. */
export const OUTCOMES = [
  /** On the first day it could be. */
  'first-day',
  /** In the contact of another purpose of the customer. */
  'carried',
  /** Later, because the team does not work before. */
  'no-work-before',
  /** Later, because the day was full with what is more urgent or worth more. */
  'day-was-full',
  /** Later, because another contact of the customer is too near. */
  'near-another',
  /** Later, to leave an earlier day to those who have no other. */
  'left-to-others',
  /** None: its time ends before the contact policy releases the customer. */
  'released-too-late',
  /** None: the team does not work in its time. */
  'no-work',
  /** None: its days are full with what is more urgent or worth more. */
  'no-room',
  /** None: another contact of the customer leaves it no day. */
  'no-day-beside-another',
  /** On the day to which a person moved it. */
  'moved',
  /** None: the contact policy never allows it, however long one waits. */
  'not-allowed',
  /** Later, because nobody of the team who can make it works before. */
  'nobody-able-before',
  /** Later, because the day of those who can make it was full with what is more urgent or worth more. */
  'able-were-full',
  /** None: nobody of the team who works in its time can make it. */
  'nobody-able',
  /** None: the days of those who can make it are full with what is more urgent or worth more. */
  'no-room-with-able',
  /** By mail, because its days are full, or nobody could make the call. */
  'mail-for-room',
  /** By mail, because the customer may not be called in its time, or at all. */
  'mail-for-leave',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How a planning of everything goes on, in this order, and how it ends. */
export const RUN_PHASES = ['reading', 'judging', 'planning', 'writing', 'done', 'cancelled', 'failed'] as const
export type RunPhase = (typeof RUN_PHASES)[number]

/** Why the plan in force no longer fits. */
export const STALE_REASONS = [
  /** It begins on a day that is over. */
  'day-passed',
  /** Another version of the contact policy is in force. */
  'policy-changed',
  /** Holidays or whatever else holds back contacts changed for everybody. */
  'contacts-released',
  /** What people speak and can do changed, or who is in which team. */
  'abilities-changed',
  /** Calendars or shifts changed, and with them what teams can do. */
  'hours-changed',
  /** A campaign was paused, goes on again or ended. */
  'campaigns-turned',
  /** Contacts with a great many customers came in that were made elsewhere. */
  'contacts-imported',
  /** So many follow-ups came since that they wait for the next plan. */
  'many-added',
  /** So many customers were dealt with at once that some of them wait for the next plan. */
  'many-changed',
] as const
export type StaleReason = (typeof STALE_REASONS)[number]

/** Why a follow-up is in no plan. */
export const ABSENCES = [
  /** Nothing was planned yet. */
  'no-plan',
  /** It is not waiting: in somebody's hands, or ended. */
  'not-waiting',
  /** It came after the plan and goes by mail by itself, or its mail is under way. */
  'goes-by-mail',
  /** It is up with a supervisor. */
  'with-supervisor',
  /** Its campaign does not run. */
  'campaign-not-running',
  /** It came after the plan, and is planned within minutes or in the next plan. */
  'came-later',
] as const
export type Absence = (typeof ABSENCES)[number]

/** Why a contact cannot be moved to a day. */
export const MOVE_PROBLEMS = [
  /** It is not in the plan. */
  'not-in-plan',
  /** The day is before today or after the last that is planned. */
  'day-not-planned',
  /** It becomes due later. */
  'not-due-then',
  /** The contact policy releases the customer later, or never. */
  'not-allowed-then',
  /** It would have expired. */
  'expired-by-then',
  /** Another contact of the customer is too near to the day. */
  'near-another',
  /** Nobody of the team who works on the day is able to make it. */
  'nobody-able-then',
] as const
export type MoveProblem = (typeof MOVE_PROBLEMS)[number]
