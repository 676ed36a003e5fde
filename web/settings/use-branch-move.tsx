import { App } from 'antd'
import { moveBranch, previewMove } from '../../server/people/branch-contract.ts'
import { call } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import type { Move } from './branch-moves.ts'
import type { Branch } from './branch-tree.ts'

/** Moves a branch: among its siblings at once, with a way back; below another one after saying what that changes. */
export function useBranchMove(branches: readonly Branch[]): (wanted: Move | null) => void {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const { modal } = App.useApp()
  const move = useDo(moveBranch)
  const nameOf = (id: string) => branches.find(branch => branch.id === id)?.name ?? '–'
  const given = ({ id, ...body }: Move) => ({ params: { id }, body })

  const order = (wanted: Move) => {
    const siblings = branches.filter(branch => branch.parentId === wanted.parentId)
    const behind = siblings[siblings.findIndex(({ id }) => id === wanted.id) + 1]
    const back = { ...wanted, beforeId: behind?.id ?? null }
    move.mutate(given(wanted), {
      onError: say.problem,
      onSuccess: () =>
        say.done(t('admin.moved', { name: nameOf(wanted.id) }), () =>
          move.mutate(given(back), { onError: say.problem }),
        ),
    })
  }

  const hang = async (wanted: Move) => {
    const effect = await call(previewMove, { params: { id: wanted.id }, query: { parentId: wanted.parentId } })
    const names = (rows: readonly { name: string }[]) => ({
      names: sayList(
        rows.map(row => row.name),
        language,
      ),
    })
    modal.confirm({
      title: t('admin.move-title', { name: nameOf(wanted.id), to: nameOf(wanted.parentId) }),
      content: (
        <>
          <p>{t('admin.move-what', effect)}</p>
          {effect.losing.length > 0 && <p>{t('admin.move-losing', names(effect.losing))}</p>}
          {effect.gaining.length > 0 && <p>{t('admin.move-gaining', names(effect.gaining))}</p>}
          {effect.losing.length + effect.gaining.length === 0 && <p>{t('admin.move-same')}</p>}
        </>
      ),
      okText: t('admin.move-do'),
      onOk: () =>
        move.mutateAsync(given(wanted)).then(
          () => say.done(t('admin.moved', { name: nameOf(wanted.id) })),
          error => say.problem(error),
        ),
    })
  }

  return wanted => {
    if (!wanted) return
    const branch = branches.find(({ id }) => id === wanted.id)
    if (branch?.parentId === wanted.parentId) order(wanted)
    else void hang(wanted).catch(say.problem)
  }
}
