import { type Command, InvalidArgumentError } from 'commander'
import { deactivateStaff, inviteStaff, listStaff, reactivateStaff, resetPassword } from '../server/people/index.ts'
import { linkAddress } from '../server/people/link-mail.ts'
import { ROLES, type Role } from '../server/people/permissions.ts'
import type { Actor } from '../server/platform/actor.ts'
import { readConfig } from '../server/platform/config.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import { notFound } from '../server/platform/refusal.ts'
import { command, operator, run, type Shared } from './run.ts'

interface InviteOptions extends Shared {
  name: string
  role: Role[]
  branch?: string
}

export function staffCommand(program: Command): void {
  const staff = program.command('staff').description('who can sign in')
  staff.addCommand(
    command('list', 'everybody, with roles and state').action((shared: Shared) =>
      run(shared, async ({ db, ...program }) => {
        const actor = await operator({ db, ...program }, shared)
        const rows = await inScope(db, actor, tx => listStaff(tx, actor))
        return rows.map(({ name, email, roles, joinedAt, deactivatedAt }) => ({
          name,
          email,
          roles: roles.join(' '),
          state: deactivatedAt ? 'deactivated' : joinedAt ? 'active' : 'invited',
        }))
      }),
    ),
  )
  staff.addCommand(
    command('invite', 'invite somebody; prints a link that works once')
      .argument('<email>')
      .requiredOption('--name <name>', 'the name')
      .requiredOption('--role <roles>', `one or more of ${ROLES.join(', ')}, with commas between`, rolesOf)
      .option('--branch <id>', 'the branch; the root branch by default')
      .action((email: string, options: InviteOptions) => inviteOne(email, options)),
  )
  staff.addCommand(
    command('reset', 'print a link by which somebody chooses a new password')
      .argument('<email>')
      .action((email: string, shared: Shared) =>
        onOne(email, shared, async (db, actor, id) => {
          const { link } = await inScope(db, actor, tx => resetPassword(tx, actor, id))
          return linkShown(link)
        }),
      ),
  )
  const state = (name: string, description: string, change: typeof deactivateStaff) =>
    command(name, description)
      .argument('<email>')
      .action((email: string, shared: Shared) =>
        onOne(email, shared, async (db, actor, id) => {
          const { name, deactivatedAt } = await inScope(db, actor, tx => change(tx, actor, id))
          return { name, state: deactivatedAt ? 'deactivated' : 'active' }
        }),
      )
  staff.addCommand(
    state('deactivate', 'end all sessions of somebody and let him not sign in any more', deactivateStaff),
  )
  staff.addCommand(state('reactivate', 'let somebody sign in again', reactivateStaff))
}

function inviteOne(email: string, options: InviteOptions): Promise<void> {
  return run(options, async program => {
    const actor = await operator(program, options)
    const { name, role: roles, branch } = options
    const places = { roles, customRoleIds: [], branchId: branch ?? actor.branchId, teamIds: [] }
    const given = { name, email, language: null, ...places }
    const { link } = await inScope(program.db, actor, tx => inviteStaff(tx, actor, given))
    return linkShown(link)
  })
}

function onOne(
  email: string,
  shared: Shared,
  work: (db: Database, actor: Actor, id: string) => Promise<unknown>,
): Promise<void> {
  return run(shared, async program => {
    const actor = await operator(program, shared)
    const rows = await inScope(program.db, actor, tx => listStaff(tx, actor))
    const one = rows.find(row => row.email === email.toLowerCase())
    if (!one) throw notFound()
    return work(program.db, actor, one.id)
  })
}

/** The link as whoever runs the machine hands it over; where the address is not known, its end. */
function linkShown({ token, expiresAt }: { token: string; expiresAt: Temporal.Instant }) {
  return { link: linkAddress(readConfig(process.env, []).address ?? '', token), until: expiresAt.toString() }
}

function rolesOf(text: string): Role[] {
  const roles = text.split(',').map(role => role.trim())
  const unknown = roles.find(role => !(ROLES as readonly string[]).includes(role))
  if (unknown !== undefined) throw new InvalidArgumentError(`${unknown} is none of ${ROLES.join(', ')}.`)
  return roles as Role[]
}
