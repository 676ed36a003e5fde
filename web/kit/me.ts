import { createContext, useContext } from 'react'
import type { me } from '../../server/people/contract.ts'
import type { AnswerOf } from './api.ts'

export type Me = AnswerOf<typeof me>

export const MeContext = createContext<Me | null>(null)

/** Who is signed in, with roles, permissions and organisation. Only inside the shell. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside of the shell')
  return me
}

/** Whether the person may do something, by the name of the permission. */
export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission)
}
