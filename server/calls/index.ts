/**
 * Calls: the connection to the company's telephone system. Agents see no number, so when one dials, the system asks the
 * telephone system to ring him and the customer: one HTTP request, at most once for each time he asks.
 */
export { onContactDialled } from './listeners.ts'
export { connectTelephone } from './telephone.ts'
