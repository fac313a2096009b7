/** now: to be filled. */
export default function Page() {
  return <main>now</main>;
}
