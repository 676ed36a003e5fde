import { listImportKinds } from '../../server/imports/contract.ts'
import { useAsk } from '../kit/ask.ts'

/** What can be imported, as the server knows it. */
export function useImportKinds() {
  const { data, error, refetch } = useAsk(listImportKinds, undefined, { topics: [] })
  const kinds = data?.items ?? []
  return {
    kinds,
    error,
    retry: () => void refetch(),
    /** What people call a kind; its code until the list is there. */
    labelOf: (name: string) => kinds.find(kind => kind.name === name)?.label ?? name,
  }
}
