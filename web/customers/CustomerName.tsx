import { Link } from 'react-router'
import { useMay } from '../kit/me.ts'

/** A customer by name, which leads to his page whoever may open it. */
export function CustomerName({ id, name }: { id: string; name: string }) {
  return useMay('customers.read') ? <Link to={`/customers/${id}`}>{name}</Link> : name
}
