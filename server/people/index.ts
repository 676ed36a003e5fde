/**
 * People: the organisations, their branches as a tree (partners included), the staff with their roles, teams, and the
 * sessions they sign in with. Every other module asks here who acts (`Actor`) and whether he may (`permit`).
 */

export { addBranch } from './add-branch.ts'
export { addStaff } from './add-staff.ts'
export { addTeam } from './add-team.ts'
export { actorOf, type SignIn } from './auth.ts'
export { registerWorkCount, type WorkHeld } from './branch-holdings.ts'
export { deactivateStaff, reactivateStaff } from './deactivate-staff.ts'
export { inEachOrganisation } from './each-organisation.ts'
export { foundOrganisation } from './found-organisation.ts'
export { demandNoMore } from './grant.ts'
export { inviteStaff } from './invite-staff.ts'
export { listStaff } from './list-staff.ts'
export { isOfPartner, teamsOfPartner } from './partner-store.ts'
export {
  abilitiesChanged,
  type Deed,
  deedDone,
  type PasswordOffered,
  passwordOffered,
  type StaffDeactivated,
  staffDeactivated,
} from './people-facts.ts'
export { may, PERMISSIONS, type Permission, permissionsOf, permit, ROLES } from './permissions.ts'
export { resetPassword } from './reset-password.ts'
export { keepVerification, takeVerification } from './sign-in-store.ts'
export { admitBySignOn, joinBySignOn } from './sign-on.ts'
export { organisation, organisationIds, teamIdsOf } from './store.ts'
export { systemActor } from './system-actor.ts'
