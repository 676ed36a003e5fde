import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, type AnyEndpoint, call, type Given, type GivenTo, Problem } from './api.ts'
import { language } from './preferences.ts'

/** One memory of answers for the whole page. A refusal is final; a lost connection is tried again twice. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status === 503),
    },
  },
})

// Answers carry sentences in the language they were asked in.
language.subscribe(() => void answers.invalidateQueries())

export interface AskOptions {
  /** Topics of live changes on which to ask again; by default the endpoint's own tag. */
  topics?: readonly string[]
  /** Asks only when true. */
  when?: boolean
  /** Asks again every so many milliseconds; for what changes without a topic. */
  everyMs?: number
}

/** Asks an endpoint and keeps the answer up to date: `const staff = useAsk(listStaff)`. */
export function useAsk<E extends AnyEndpoint>(endpoint: E, given?: GivenTo<E>, options: AskOptions = {}) {
  return useQuery<AnswerOf<E>, Problem>({
    queryKey: keyOf(endpoint, given),
    queryFn: () => call(endpoint, ...([given] as unknown as Given<E>)),
    meta: { topics: options.topics ?? [endpoint.tag] },
    enabled: options.when ?? true,
    refetchInterval: options.everyMs,
    // While another page of the same list is fetched, the last one stays.
    placeholderData: previous => previous as never,
  })
}

type ItemOf<E extends AnyEndpoint> = AnswerOf<E> extends { items: readonly (infer T)[] } ? T : never

/** The rows of a list as `Table` shows them, whether the endpoint answers all at once or by pages. */
export interface List<T> {
  rows: readonly T[] | undefined
  problem: Problem | null
  /** Rows of another question are still shown while the answer to this one is fetched. */
  stale: boolean
  retry(): void
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
}

/** Asks a list endpoint (`{ items, next? }`) page by page: `<Table list={useList(listStaff)} … />`. */
export function useList<E extends AnyEndpoint>(
  endpoint: E,
  given?: GivenTo<E>,
  options: AskOptions = {},
): List<ItemOf<E>> {
  const query = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, given), 'pages'],
    queryFn: ({ pageParam }) => {
      const asked = { ...given, query: { ...(given?.query as object), cursor: pageParam ?? undefined } }
      return call(endpoint, ...([asked] as unknown as Given<E>)) as Promise<{
        items: ItemOf<E>[]
        next?: string | null
      }>
    },
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next ?? null,
    meta: { topics: options.topics ?? [endpoint.tag] },
    enabled: options.when ?? true,
    refetchInterval: options.everyMs,
    placeholderData: previous => previous,
  })
  return {
    rows: query.data?.pages.flatMap(page => page.items),
    problem: query.error as Problem | null,
    stale: query.isPlaceholderData,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  }
}

export interface DoOptions<E extends AnyEndpoint> {
  /** Topics to ask again afterwards; by default the endpoint's own tag. */
  topics?: readonly string[]
  onDone?: (answer: AnswerOf<E>, given: GivenTo<E>) => void
}

/** Calls an endpoint that changes something: `const add = useDo(addStaff)`, then `add.mutate({ body })`. */
export function useDo<E extends AnyEndpoint>(endpoint: E, options: DoOptions<E> = {}) {
  const client = useQueryClient()
  return useMutation<AnswerOf<E>, Problem, GivenTo<E>>({
    mutationFn: given => call(endpoint, ...([given] as unknown as Given<E>)),
    onSuccess: async (answer, given) => {
      options.onDone?.(answer, given)
      await askAgain(client, options.topics ?? [endpoint.tag])
    },
  })
}

/** Asks again whatever is on the screen about these topics; the rest is asked when it is next shown. */
export function askAgain(client: QueryClient, topics: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: query => {
      // What is on the screen may have changed its topics since it was asked.
      const metas = query.observers.length > 0 ? query.observers.map(observer => observer.options.meta) : [query.meta]
      return metas.some(meta => (meta?.topics as string[] | undefined)?.some(topic => topics.includes(topic)))
    },
  })
}

/** Keeps an answer that came another way as the answer of an endpoint, so that it need not be asked. */
export function remember<E extends AnyEndpoint>(endpoint: E, given: GivenTo<E>, answer: AnswerOf<E>): void {
  answers.setQueryData(keyOf(endpoint, given), answer)
}

function keyOf(endpoint: AnyEndpoint, given: unknown): readonly unknown[] {
  return [endpoint.path, given ?? {}]
}
