import { ANSWER_WITHIN_S, type Failure } from './rules.ts'

/** The company's telephone system, which connects an agent with a customer when asked by one HTTP request. */
export interface Telephone {
  url: string
  /** Sent as bearer token; never logged. */
  token?: string | undefined
}

let connected: Telephone | undefined

/** Connects this process to a telephone system, or to none; called once at start and by tests. */
export function connectTelephone(telephone: Telephone | undefined): void {
  connected = telephone
}

export function connectedTelephone(): Telephone | undefined {
  return connected
}

/** What the telephone system is told. */
export interface CallRequest {
  /** Our id of the call. */
  call: string
  /** The customer's number, E.164. */
  to: string
  /** The number the customer sees. */
  from: string
  /** The agent's e-mail, by which the telephone system knows his telephone. */
  agent: string
}

export type TelephoneAnswer = { status: number; failure: 'refused' | null } | { status: null; failure: Failure }

/** Asks the telephone system once to place a call. What it answers beyond its status is not read. */
export async function requestCall({ url, token }: Telephone, request: CallRequest): Promise<TelephoneAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(request),
      // A redirect would carry the number to another address than the one the operator named.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_S * 1000),
    })
    response.body?.cancel().catch(() => {})
    return { status: response.status, failure: response.ok ? null : 'refused' }
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
    return { status: null, failure: timedOut || !isNeverSent(error) ? 'no-answer' : 'unreachable' }
  }
}

const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Whether a request certainly did not reach the other side, so that nothing can have rung. */
function isNeverSent(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } }
  return NEVER_SENT.includes(cause?.code ?? '')
}
