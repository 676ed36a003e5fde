/**
 * Integrations: how other programs of the company work with ours: API keys that act in the name of a member of staff,
 * webhooks that tell facts outside, and sign-on by the company's own identity provider. Last of all modules: it hears
 * the facts of every other and is heard by none.
 */
export { examine } from './doctor.ts'
export { actorOfKey } from './key-actor.ts'
export {
  passwordOnlyInNeed,
  tellCampaign,
  tellCase,
  tellContactMade,
  tellContactsStopped,
  tellCoverageAlerted,
  tellCustomerChanged,
  tellExportReady,
  tellFollowupMailed,
  tellFollowupSettled,
  tellImportFinished,
} from './listeners.ts'
export { allowHosts } from './outgoing.ts'
