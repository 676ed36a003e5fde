import { Link } from 'react-router'
import { useMay } from '../kit/me.ts'

/** A customer by name; for whoever may open his page, a link to it. */
export function CustomerName({ id, name }: { id: string; name: string }) {
  return useMay('customers.read') ? <Link to={`/customers/${id}`}>{name}</Link> : name
}
