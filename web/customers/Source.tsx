import { Link } from 'react-router'
import { useMay } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { saySource } from './say-fact.ts'

interface Told {
  source: string
  staffName: string | null
  importId: string | null
  importFile: string | null
}

/** By whom, or by which file; the import can be opened by those who may. */
export function Source({ of }: { of: Told }) {
  const t = useT()
  const mayOpen = useMay('customers.import')
  const file = of.importId && of.importFile
  return (
    <span>
      {saySource(of.source, t)} {of.staffName}{' '}
      {file && (mayOpen ? <Link to={`/customers/import/${of.importId}`}>{of.importFile}</Link> : of.importFile)}
    </span>
  )
}
